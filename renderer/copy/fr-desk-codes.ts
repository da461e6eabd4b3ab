/** What the newer refusals mean, in French: starting anew, keys that were checked, trials, the report, leaving for good. */
import type { DeskCode, WordsFor } from "./language.ts";

export const frDeskCodes: WordsFor<DeskCode> = {
  "app.cannotRestart": {
    head: "Sluice ne peut pas se relancer ici",
    text: "Rien n’a changé. Quittez-le, puis rouvrez-le vous-même.",
  },
  "aiGateway.changed": {
    head: "L’AI Gateway a changé entre-temps",
    text: "Rien n’a été écrit. Regardez ce qui changerait maintenant, puis enregistrez de nouveau.",
  },
  "aiGateway.nothing": {
    head: "Il n’y a rien à enregistrer",
    text: "L’AI Gateway a déjà ces réglages.",
  },
  "cache.answeredTurn": {
    head: "Les agents reçoivent d’anciennes réponses",
    text: "Cloudflare a répondu au tour d’un agent depuis son cache de réponses. Une ancienne réponse fait refaire à l’agent d’anciens gestes. Ignorez ce cache pour ce modèle.",
  },
  "provider.unknown": {
    head: "Sluice ne connaît pas ce fournisseur",
    text: "Choisissez-en un dans la liste. Le vôtre commence par « custom- », comme chez Cloudflare.",
  },
  "provider.placeInvalid": {
    head: "Ceci ne peut pas faire partie de l’adresse du fournisseur",
    text: "Copiez-le tel que le fournisseur l’affiche : lettres, chiffres et tirets seulement.",
  },
  "provider.placeMissing": {
    head: "L’adresse du fournisseur est incomplète",
    text: "Indiquez la ressource ou la région dans les réglages, puis réessayez.",
  },
  "provider.payerInvalid": {
    head: "Ce fournisseur ne peut pas être payé ainsi",
    text: "Choisissez une autre façon. Rien n’a été changé.",
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
    text: "Une vérification demande une clé de modèle, et un chemin pour les requêtes d’OpenClaw. Terminez d’abord la mise en route.",
  },
  "trial.running": {
    head: "Une vérification est en cours",
    text: "Attendez qu’elle se termine, ou arrêtez-la.",
  },
  "trial.spent": {
    head: "Assez de requêtes ont été envoyées pour cette heure",
    text: "Chacune coûte de l’argent\u00a0: Sluice en envoie 60 par heure, pas plus. Réessayez plus tard.",
  },
  "shortcut.reserved": {
    head: "Ces touches ont déjà un sens",
    text: "Elles servent à écrire, à modifier du texte ou au système, et tous les programmes les perdraient. Ajoutez une touche, ou choisissez une autre lettre.",
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
