/** Leads to another group of the same page, by what stands over it. */

export function goToGroup(title: string): void {
  const head = [...document.querySelectorAll<HTMLElement>("section.group > h2")].find(
    ({ textContent }) => textContent === title,
  );
  if (!head) return;
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
  head.scrollIntoView({ block: "start" });
}
