/** What the newer refusals mean, in French: starting anew, keys that were checked, trials, the report, leaving for good. */
import type { DeskCode, WordsFor } from "./language.ts";

export const frDeskCodes: WordsFor<DeskCode> = {
  "app.cannotRestart": {
    head: "Sluice ne peut pas se relancer ici",
    text: "Rien n’a changé. Quittez-le, puis rouvrez-le vous-même.",
  },
  "secret.rejected": {
    head: "Le fournisseur n’accepte pas cette clé",
    text: "Elle n’a pas été enregistrée. Copiez à nouveau la clé entière, ou créez-en une autre.",
  },
  "secret.unproven": {
    head: "La clé n’a pas pu être vérifiée",
    text: "Le fournisseur n’a pas répondu, donc rien n’a été enregistré. Vérifiez votre connexion et réessayez, ou enregistrez-la sans vérification.",
  },
  "trial.unavailable": {
    head: "Il n’y a encore rien à vérifier",
    text: "Une vérification demande une clé de modèle, et un chemin pour les requêtes d’OpenClaw. Terminez d’abord l’installation.",
  },
  "trial.running": {
    head: "Une vérification est en cours",
    text: "Attendez qu’elle se termine, ou arrêtez-la.",
  },
  "diagnostics.failed": {
    head: "Le rapport n’a pas pu être écrit",
    text: "Rien n’a été enregistré. Copiez plutôt son texte.",
  },
  "remove.failed": {
    head: "Tout n’a pas pu être annulé",
    text: "Ce qui reste est nommé ici. Quittez OpenClaw et réessayez, ou retirez-le à la main.",
  },
};
