/** Forms in which something was typed that is not saved yet. */

const texts = "input:not([type=radio], [type=checkbox])";
const fields = "input, select, textarea";
const untaken = "[aria-invalid=true], [role=alert], [type=submit][aria-disabled=true]";

/** What became last of what was typed. */
const touched = new WeakMap<HTMLFormElement, "typed" | "sent">();

const formOf = ({ target }: Event): HTMLFormElement | null =>
  target instanceof Element && target.matches(`form, form :is(${fields})`)
    ? target.closest("form")
    : null;

addEventListener("input", (event) => {
  const form = formOf(event);
  if (form) touched.set(form, "typed");
});
addEventListener("submit", (event) => {
  const form = formOf(event);
  if (form && touched.has(form)) touched.set(form, "sent");
});
addEventListener("reset", (event) => {
  const form = formOf(event);
  if (form) touched.delete(form);
});

function isHalfFilled(form: HTMLFormElement): boolean {
  const last = touched.get(form);
  if (last === undefined) return false;
  const filled = [...form.querySelectorAll<HTMLInputElement>(texts)];
  if (!filled.some(({ value }) => value !== "")) return false;
  // Sent and not taken, or not yet, it is still to be saved.
  return last === "typed" || form.querySelector(untaken) !== null;
}

/** The one the person is at, else the first. @param within null: anywhere. */
export function halfFilledForm(within: Element | null): HTMLFormElement | null {
  const forms = [...document.forms].filter(
    (form) => (within?.contains(form) ?? true) && isHalfFilled(form),
  );
  return forms.find((form) => form.contains(document.activeElement)) ?? forms[0] ?? null;
}

/** Where the person goes on with it. */
export const fieldOf = (form: HTMLFormElement): HTMLElement | null =>
  form.querySelector<HTMLElement>(texts);
