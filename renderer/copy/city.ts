/** The city of a time zone, as each language calls it. */
import type { Language } from "./language.ts";

/** Only cities whose name differs from the one in the zone's id: [en, fr, nl, da]. */
const exonyms: Readonly<Record<string, readonly [string, string, string, string]>> = {
  Algiers: ["Algiers", "Alger", "Algiers", "Algier"],
  Athens: ["Athens", "Athènes", "Athene", "Athen"],
  Brussels: ["Brussels", "Bruxelles", "Brussel", "Bruxelles"],
  Bucharest: ["Bucharest", "Bucarest", "Boekarest", "Bukarest"],
  Cairo: ["Cairo", "Le Caire", "Caïro", "Kairo"],
  Calcutta: ["Kolkata", "Calcutta", "Calcutta", "Kolkata"],
  Copenhagen: ["Copenhagen", "Copenhague", "Kopenhagen", "København"],
  Curacao: ["Curaçao", "Curaçao", "Curaçao", "Curaçao"],
  Katmandu: ["Kathmandu", "Katmandou", "Kathmandu", "Kathmandu"],
  Lisbon: ["Lisbon", "Lisbonne", "Lissabon", "Lissabon"],
  London: ["London", "Londres", "Londen", "London"],
  Luxembourg: ["Luxembourg", "Luxembourg", "Luxemburg", "Luxembourg"],
  Moscow: ["Moscow", "Moscou", "Moskou", "Moskva"],
  Paris: ["Paris", "Paris", "Parijs", "Paris"],
  Prague: ["Prague", "Prague", "Praag", "Prag"],
  Reunion: ["Réunion", "Saint-Denis", "Réunion", "Réunion"],
  Rome: ["Rome", "Rome", "Rome", "Rom"],
  Saigon: ["Ho Chi Minh City", "Hô-Chi-Minh-Ville", "Ho Chi Minhstad", "Ho Chi Minh-byen"],
  Sao_Paulo: ["São Paulo", "São Paulo", "São Paulo", "São Paulo"],
  Singapore: ["Singapore", "Singapour", "Singapore", "Singapore"],
  Tokyo: ["Tokyo", "Tokyo", "Tokio", "Tokyo"],
  Vienna: ["Vienna", "Vienne", "Wenen", "Wien"],
  Warsaw: ["Warsaw", "Varsovie", "Warschau", "Warszawa"],
  Zurich: ["Zurich", "Zurich", "Zürich", "Zürich"],
};
const column: Readonly<Record<Language, 0 | 1 | 2 | 3>> = { en: 0, fr: 1, nl: 2, da: 3 };

/** The city in an IANA zone id ("Europe/Copenhagen"), or null for a zone that has none ("UTC", "Etc/GMT+5"). */
export function cityOf(zone: string, language: Language): string | null {
  const id = zone.split("/").at(-1);
  if (!id || !zone.includes("/") || zone.startsWith("Etc/")) return null;
  return exonyms[id]?.[column[language]] ?? id.replaceAll("_", " ");
}
