/** What each code means in French: a head, and a sentence with what to do next. */
import { frCloudflareCodes } from "./fr-cloudflare-codes.ts";
import { frDeskCodes } from "./fr-desk-codes.ts";
import { frOpenClawCodes } from "./fr-openclaw-codes.ts";
import type { Code, WordsFor } from "./language.ts";

export const frCodes: WordsFor<Code> = {
  ...frOpenClawCodes,
  ...frCloudflareCodes,
  ...frDeskCodes,
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
    text: "Pour qu’OpenClaw ne l’attende pas, Sluice l’a déconnecté\u00a0; rien n’est mesuré. Reconnectez-le sur sa page. Si Sluice s’interrompt encore, laissez-le déconnecté jusqu’à une mise à jour de Sluice.",
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
  "ledger.setAside": {
    head: "Le registre des requêtes de Sluice était endommagé",
    text: "Il a été mis de côté, pas supprimé, et un nouveau commence. Les chiffres passés reviennent de Cloudflare, s’il les a. Vous n’avez rien à faire.",
  },
  "settings.unreadable": {
    head: "Les réglages de Sluice sont illisibles",
    text: "Ils ont été conservés sous settings.json.unreadable et les dépenses sont en pause. Vérifiez le compte et le budget, puis reprenez.",
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
    head: "Sluice ne peut pas s’ouvrir ici avec la session",
    text: "Sluice ne connaît sur ce système rien qui le ferait. Rien n’a été modifié\u00a0; ouvrez Sluice vous-même en début de session.",
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
    text: "Ses requêtes ne passent pas par Sluice, ne sont pas mesurées, et une pause ne les arrête pas. Choisissez un modèle qui passe par Sluice.",
  },
  "check.unknown": {
    head: "Sluice ne connaît pas ce test",
    text: "Rien n’a été envoyé. Quittez Sluice et rouvrez-le.",
  },
  "allowance.reached": {
    head: "Le budget du jour est épuisé",
    text: "Les requêtes passent encore et restent payantes, car vous avez demandé seulement à être averti.",
  },
  "allowance.half": {
    head: "La moitié du budget du jour est utilisée",
    text: "Les requêtes passent comme avant. Sluice vous préviendra de nouveau aux quatre cinquièmes, puis quand il ne restera rien.",
  },
  "allowance.near": {
    head: "Quatre cinquièmes du budget du jour sont utilisés",
    text: "Les requêtes passent encore. S’il faut davantage aujourd’hui, augmentez-le maintenant\u00a0; sinon, Sluice fera ce que vous avez choisi quand il sera épuisé.",
  },
  "allowance.none": {
    head: "Aucun budget du jour n’est fixé",
    text: "Rien n’a été modifié. Fixez d’abord un budget\u00a0; il pourra ensuite être augmenté ou ignoré pour une journée.",
  },
  "allowance.unpriced": {
    head: "Ce budget ne peut pas tout compter",
    text: "Un modèle utilisé n’a pas de prix connu\u00a0: son coût n’est pas compté, et la pause peut arriver trop tard. Aujourd’hui le nomme.",
  },
  "export.failed": {
    head: "L’exportation n’a pas pu être écrite",
    text: "Le fichier manque ou n’est pas entier. Libérez de la place ou autorisez l’écriture dans votre dossier de téléchargements, puis exportez de nouveau.",
  },
  "check.failed": {
    head: "Le test de Sluice a échoué",
    text: "Rien n’a été modifié. Réessayez dans une minute.",
  },
  paused: {
    head: "En pause",
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
    text: "L’identifiant du compte ou le nom de l’AI Gateway est faux, ou elle a été supprimée. Corrigez-les dans Réglages. Une clé qui devrait y être stockée et ne l’est pas donne la même erreur.",
  },
  rateLimited: {
    head: "La limite de requêtes de Cloudflare est atteinte",
    text: "Il n’en passe qu’un certain nombre dans un temps donné. Le passage rouvre de lui-même\u00a0; une limite de votre AI Gateway se relève chez Cloudflare.",
  },
  spendLimit: {
    head: "La limite de dépense de Cloudflare est atteinte",
    text: "Une règle de votre AI Gateway arrête les dépenses. Attendez la fin de sa période ou relevez-la chez Cloudflare.",
  },
  noCredits: {
    head: "Il n’y a plus de crédit chez Cloudflare",
    text: "Sans clé de modèle, Cloudflare paie avec votre crédit, et il est épuisé. Enregistrez votre clé de modèle ou ajoutez du crédit chez Cloudflare.",
  },
  policySpend: {
    head: "Une politique de Cloudflare arrête les dépenses",
    text: "Une politique de votre AI Gateway a une limite de dépense, et elle est atteinte. Attendez qu’elle reparte de zéro ou relevez-la dans cette politique chez Cloudflare.",
  },
  billingRateLimited: {
    head: "Cloudflare ne paie plus rien pour cette minute",
    text: "Sans clé de modèle, Cloudflare paie avec votre crédit, mais seulement un certain nombre de requêtes par minute. Attendez une minute ou enregistrez votre clé de modèle.",
  },
  promptBlocked: {
    head: "Guardrails a bloqué une question chez Cloudflare",
    text: "Votre AI Gateway vérifie ce qui est demandé et a refusé cela. Demandez en d’autres termes ou modifiez Guardrails chez Cloudflare.",
  },
  answerBlocked: {
    head: "Guardrails a bloqué une réponse chez Cloudflare",
    text: "Le modèle avait répondu, ce qui peut coûter, mais votre AI Gateway n’a rien laissé passer. Demandez autre chose ou modifiez Guardrails chez Cloudflare.",
  },
  dlpRequest: {
    head: "Une requête contenait des données privées",
    text: "Data Loss Prevention de votre AI Gateway l’a arrêtée avant le modèle. Retirez ces données ou modifiez la règle chez Cloudflare.",
  },
  dlpAnswer: {
    head: "Une réponse contenait des données privées",
    text: "Data Loss Prevention de votre AI Gateway l’a retenue\u00a0; elle peut coûter quand même. Demandez autre chose ou modifiez la règle chez Cloudflare.",
  },
  policyDenied: {
    head: "Une politique de Cloudflare a refusé une requête",
    text: "Une politique de votre AI Gateway ne l’admet pas, peut-être à cause de son modèle ou de son fournisseur. Choisissez un autre modèle ou modifiez la politique chez Cloudflare.",
  },
  edgeBlocked: {
    head: "Cloudflare a refusé une requête dès l’entrée",
    text: "Votre AI Gateway ne l’a pas vue\u00a0: le réseau ou le programme d’où elle vient est en cause. Passez en direct ou essayez depuis un autre réseau.",
  },
  blocked: {
    head: "Une règle de Cloudflare a bloqué une requête",
    text: "Cloudflare ne dit pas laquelle. Consultez le journal de votre AI Gateway, puis changez la requête ou la règle.",
  },
  storedKeyMissing: {
    head: "Cloudflare n’a pas de clé de modèle de ce nom",
    text: "OpenClaw demande une clé par son nom, et votre AI Gateway n’en garde aucune de ce nom pour ce fournisseur. Ajoutez-la chez Cloudflare ou enregistrez la clé dans Sluice.",
  },
  modelFormat: {
    head: "Il manque le fournisseur dans le nom du modèle",
    text: "Cloudflare veut ici les deux, comme dans openai/gpt-5. Corrigez le nom du modèle dans OpenClaw.",
  },
  modelUnknown: {
    head: "Cloudflare ne connaît pas ce modèle",
    text: "Il est peut-être mal écrit, ou n’est plus proposé. Choisissez un autre modèle\u00a0; si c’est une route à vous, vérifiez son nom chez Cloudflare.",
  },
  providerUnknown: {
    head: "Cloudflare ne connaît pas ce fournisseur",
    text: "Le nom du modèle commence par un fournisseur que votre AI Gateway n’a pas. Corrigez ce nom dans OpenClaw ou choisissez un autre modèle.",
  },
  providerSilent: {
    head: "Le fournisseur n’a pas répondu à Cloudflare",
    text: "Cloudflare n’en a rien obtenu d’utilisable, ce qui peut coûter quand même. Réessayez dans quelques minutes. Le journal de votre AI Gateway en dit peut-être la raison.",
  },
  guardrailsDown: {
    head: "Guardrails est en panne chez Cloudflare",
    text: "Votre AI Gateway s’en sert pour vérifier chaque requête, donc rien ne passe. Attendez, ou passez en direct d’ici là\u00a0: toujours mesuré, toujours payant.",
  },
  edgeTimeout: {
    head: "Cloudflare a attendu le modèle trop longtemps",
    text: "Il attend environ deux minutes qu’une réponse commence\u00a0; le modèle peut coûter quand même. Demandez moins à la fois ou passez en direct.",
  },
  cloudflareUnreachable: {
    head: "Cloudflare est injoignable",
    text: "Vérifiez la connexion internet. Si elle fonctionne, passez en direct jusqu’à son retour\u00a0: toujours mesuré, toujours payant.",
  },
  cloudflareFailed: {
    head: "Cloudflare a eu une erreur",
    text: "Vous n’y êtes pour rien, et c’est souvent bref. Attendez, ou passez en direct d’ici là\u00a0: toujours mesuré, toujours payant.",
  },
  proxyRefused: {
    head: "Le proxy de ce réseau a refusé",
    text: "Il ne laisse sortir aucune requête de Sluice. Corrigez le proxy dans les réglages réseau du système ou faites-y autoriser gateway.ai.cloudflare.com.",
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
    head: "Il n’y a pas de chemin direct vers ce fournisseur",
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
