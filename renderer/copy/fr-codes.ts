/** What each code means in French: a head, and a sentence with what to do next. */
import { frOpenClawCodes } from "./fr-openclaw-codes.ts";
import type { Code, WordsFor } from "./language.ts";

export const frCodes: WordsFor<Code> = {
  ...frOpenClawCodes,
  "command.malformed": {
    head: "Sluice n’a pas compris sa propre fenêtre",
    text: "Rien n’a été modifié. Quittez Sluice et rouvrez-le.",
  },
  "command.unknown": {
    head: "Cette fenêtre demande ce que Sluice ne connaît pas",
    text: "Rien n’a été modifié. Quittez Sluice et rouvrez-le, pour que les deux soient de la même version.",
  },
  "command.invalid": {
    head: "Cette valeur n’est pas admise",
    text: "Rien n’a été enregistré. Vérifiez votre saisie et réessayez.",
  },
  "app.quitting": {
    head: "Sluice se ferme",
    text: "Rien n’a été modifié. Rouvrez Sluice pour continuer.",
  },
  "app.failed": {
    head: "Une erreur s’est produite dans Sluice",
    text: "Votre demande n’a peut-être pas abouti. Réessayez\u00a0; si cela persiste, quittez Sluice et rouvrez-le.",
  },
  "app.crashing": {
    head: "Sluice s’est interrompu trois fois en dix minutes",
    text: "Pour qu’OpenClaw ne l’attende pas, Sluice l’a déconnecté\u00a0: rien n’est routé ni mesuré. Reconnectez-le sur sa page. Si Sluice s’interrompt encore, laissez-le déconnecté jusqu’à une mise à jour de Sluice.",
  },
  "profile.missing": {
    head: "Pas encore de compte Cloudflare",
    text: "Enregistrez d’abord l’identifiant du compte et le nom de l’AI Gateway.",
  },
  "profile.unknown": {
    head: "Ce compte n’est plus ici",
    text: "Choisissez un autre compte ou ajoutez celui-ci de nouveau.",
  },
  "secret.malformed": {
    head: "Cela ne ressemble pas à une clé entière",
    text: "Trop court, trop long ou avec des caractères qu’aucune clé ne contient. Rien n’a été enregistré ni envoyé. Copiez-la de nouveau, en entier.",
  },
  "secret.wrongKind": {
    head: "C’est une autre sorte de clé",
    text: "Elle n’a été ni enregistrée ni envoyée. Collez-la dans le champ qui porte son nom.",
  },
  "secret.inUse": {
    head: "OpenClaw demande lui-même cette clé",
    text: "Donnez d’abord une autre clé à OpenClaw\u00a0: retirée d’ici, celle-ci serait perdue pour lui.",
  },
  "secret.missing": {
    head: "La clé de modèle n’est pas encore enregistrée",
    text: "Sans elle, Sluice ne connecte pas OpenClaw, qui suit son propre chemin en attendant. Enregistrez la clé, puis connectez.",
  },
  "vault.locked": {
    head: "Le trousseau est verrouillé",
    text: "Vos clés y sont en sûreté, mais Sluice ne peut pas les lire. Déverrouillez-le, puis réessayez.",
  },
  "vault.none": {
    head: "Cet ordinateur n’a pas de trousseau",
    text: "Sluice ne garde jamais de clé dans un fichier à lui. Il peut les garder en mémoire jusqu’à sa fermeture, ou vous installez un trousseau et rouvrez Sluice.",
  },
  "vault.timeout": {
    head: "Le trousseau n’a pas répondu",
    text: "Sa question attend peut-être derrière une autre fenêtre. Répondez-y, puis réessayez.",
  },
  "vault.failed": {
    head: "Le trousseau a renvoyé une erreur",
    text: "Rien n’a été enregistré. Ouvrez le trousseau du système, vérifiez qu’il fonctionne, puis réessayez.",
  },
  "router.portTaken": {
    head: "Un autre programme occupe le port de Sluice",
    text: "Les requêtes d’OpenClaw n’atteignent pas Sluice. Quittez Sluice et rouvrez-le\u00a0: il prend un port libre et y connecte OpenClaw.",
  },
  "router.failed": {
    head: "Sluice n’est plus à l’écoute",
    text: "Les requêtes d’OpenClaw ne passent pas. Si cela persiste, quittez Sluice et rouvrez-le.",
  },
  "router.off": {
    head: "Sluice n’est pas encore à l’écoute",
    text: "Rien n’a été modifié. Attendez un instant, puis réessayez.",
  },
  "ledger.failed": {
    head: "Les chiffres du jour ne peuvent pas être conservés",
    text: "Les requêtes passent encore, mais ne sont pas comptées. Quittez Sluice et rouvrez-le.",
  },
  "settings.unreadable": {
    head: "Les réglages de Sluice sont illisibles",
    text: "Ils ont été conservés sous settings.json.unreadable et les dépenses sont suspendues. Vérifiez le compte et le budget, puis reprenez.",
  },
  "disk.full": {
    head: "Le disque est plein",
    text: "L’enregistrement n’a pas pu se faire. Libérez de la place, puis réessayez.",
  },
  "disk.readOnly": {
    head: "L’écriture est interdite à cet endroit",
    text: "L’enregistrement n’a pas pu se faire. Autorisez votre compte utilisateur à y écrire, puis réessayez.",
  },
  "disk.failed": {
    head: "Le disque a renvoyé une erreur",
    text: "L’enregistrement n’a pas pu se faire. Vérifiez le disque, puis réessayez.",
  },
  "login.unsupported": {
    head: "Sluice ne peut pas s’ouvrir avec la session ici",
    text: "Ce système n’offre aucun moyen que Sluice connaît. Rien n’a été modifié\u00a0; ouvrez Sluice vous-même en début de session.",
  },
  "login.failed": {
    head: "L’ouverture avec la session n’a pas pu être réglée",
    text: "Le système l’a refusée, donc rien n’a été modifié. Réessayez\u00a0; si cela persiste, ajoutez Sluice à la liste du système.",
  },
  "model.unknown": {
    head: "Sluice ne connaît pas ce modèle",
    text: "Rien n’a été modifié. Choisissez-en un dans la liste.",
  },
  "model.pastSluice": {
    head: "Le modèle d’OpenClaw contourne Sluice",
    text: "Ses requêtes ne sont ni routées ni mesurées, et une pause ne les arrête pas. Choisissez un modèle qui passe par Sluice.",
  },
  "check.unknown": {
    head: "Sluice ne connaît pas ce test",
    text: "Rien n’a été envoyé. Quittez Sluice et rouvrez-le.",
  },
  "allowance.reached": {
    head: "Le budget du jour est épuisé",
    text: "Les requêtes passent encore et restent payantes, car vous avez demandé seulement à être averti.",
  },
  "check.failed": {
    head: "Le test de Sluice n’est pas passé",
    text: "Rien n’a été modifié. Réessayez dans une minute.",
  },
  paused: {
    head: "Suspendu",
    text: "Rien ne part. OpenClaw en connaît la raison et s’arrête aussitôt. Reprenez quand vous voulez.",
  },
  allowance: {
    head: "Le budget du jour est épuisé",
    text: "Rien ne part avant minuit, et OpenClaw en connaît la raison. Augmentez le budget pour continuer aujourd’hui.",
  },
  tokenRejected: {
    head: "Cloudflare a refusé notre jeton",
    text: "Le jeton de passerelle manque, a expiré ou n’a pas AI Gateway Run. Votre clé de modèle n’est pas en cause. Enregistrez un jeton qui l’a.",
  },
  aiGatewayMissing: {
    head: "Cloudflare ne connaît pas cette AI Gateway",
    text: "L’identifiant du compte ou le nom de l’AI Gateway est faux, ou elle a été supprimée. Corrigez-les dans Réglages.",
  },
  rateLimited: {
    head: "La limite de requêtes de Cloudflare est atteinte",
    text: "Votre AI Gateway ne laisse passer qu’un certain nombre de requêtes. Elle rouvre d’elle-même\u00a0; la limite se règle chez Cloudflare.",
  },
  spendLimit: {
    head: "La limite de dépense de Cloudflare est atteinte",
    text: "Une règle de votre AI Gateway arrête les dépenses. Attendez la fin de sa période ou relevez-la chez Cloudflare.",
  },
  noCredits: {
    head: "Il n’y a plus de crédit chez Cloudflare",
    text: "Sans clé de modèle, Cloudflare paie avec votre crédit, et il est épuisé. Enregistrez votre clé de modèle ou ajoutez du crédit chez Cloudflare.",
  },
  blocked: {
    head: "Une règle de Cloudflare a bloqué une requête",
    text: "Guardrails ou la protection des données de votre AI Gateway a refusé son contenu. Changez la requête, ou la règle chez Cloudflare.",
  },
  cloudflareUnreachable: {
    head: "Cloudflare est injoignable",
    text: "Vérifiez la connexion internet. Si elle fonctionne, passez en direct jusqu’à son retour\u00a0: toujours mesuré, toujours payant.",
  },
  cloudflareFailed: {
    head: "Cloudflare a eu une erreur",
    text: "Vous n’y êtes pour rien, et c’est souvent bref. Attendez, ou passez en direct d’ici là\u00a0: toujours mesuré, toujours payant.",
  },
  providerUnreachable: {
    head: "Le fournisseur est injoignable",
    text: "Vérifiez la connexion internet. Si elle fonctionne, le fournisseur est en panne\u00a0: réessayez dans quelques minutes.",
  },
  noProfile: {
    head: "Pas encore de compte Cloudflare",
    text: "Il faut l’identifiant du compte et le nom de l’AI Gateway. Enregistrez-les, ou passez en direct.",
  },
  noDirectRoute: {
    head: "Il n’y a pas de voie directe vers ce fournisseur",
    text: "Il n’est joignable que par Cloudflare. Activez Passer par Cloudflare pour continuer.",
  },
  keyMissing: {
    head: "La clé de modèle manque",
    text: "Sluice n’a rien pour payer le modèle. Enregistrez votre clé de modèle.",
  },
  keychainLocked: {
    head: "Le trousseau est verrouillé",
    text: "Sluice ne peut pas lire vos clés, donc rien ne part. Déverrouillez-le, puis réessayez.",
  },
};
