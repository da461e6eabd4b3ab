/** Every word of the window in French; vous, short and exact, a no-break space before : ; ? and !. */
import type { HomeWords } from "./en.ts";
import { frCodes } from "./fr-codes.ts";
import { frCommon } from "./fr-common.ts";
import { frMeter } from "./fr-meter.ts";
import { frTray } from "./fr-tray.ts";
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("fr");
const requestsOf = (requests: number) => many(requests, "requête", "requêtes");

export const fr: HomeWords = {
  ...frCommon,
  proof: {
    starting: "Sluice démarre.",
    deaf: "Sluice n’est pas à l’écoute, donc rien ne passe.",
    direct: (provider) => `Direct vers ${provider}. Toujours mesuré, toujours payant.`,
    asked: "Basculement en cours.",
    unproven: "Activé, pas encore prouvé. En attente de la prochaine requête d’OpenClaw.",
    tested: (when) => `Le test de Sluice a réussi ${when}. En attente d’OpenClaw.`,
    verified: (when) => `Vérifié ${when} sur une requête d’OpenClaw.`,
    stillDirect: (head) => `${head}. Toujours direct.`,
    refusing: (head) => `${head}. OpenClaw en connaît la raison et s’arrête aussitôt.`,
    paused: "Rien ne part. OpenClaw en connaît la raison et s’arrête aussitôt.",
    pausedUntil: (until) => `En pause ${until}. Rien ne part.`,
    allowance: (amount) =>
      `Le budget du jour de ${amount} est épuisé. Rien ne part\u00a0; «\u00a0Reprendre\u00a0» l’ignore pour aujourd’hui.`,
    allowanceUnread:
      "Le coût du jour est illisible\u00a0; tant qu’il l’est, votre budget ne laisse rien partir.",
    notFound: "Tant qu’il n’est pas trouvé, rien ne passe par Sluice et rien n’est mesuré.",
    notLinked: "Rien ne passe encore par Sluice et rien n’est mesuré.",
    unreadable: "Tant que Sluice ne peut pas les lire, rien n’est mesuré.",
  },
  flow: {
    providers: "les fournisseurs",
    severalProviders: "Modèles",
    running: "actif",
    starting: "démarre",
    stopped: "arrêté",
    connected: "connecté",
    notFound: "introuvable",
    notLinked: "non connecté",
    open: "ouvert",
    shut: "fermé",
    waiting: "en attente",
    notUsed: "non utilisé",
    notSeen: "pas encore vu",
    answered: "répond",
    refused: "refusé",
    noTraffic: "aucun trafic",
  },
  way: {
    table: "Le trajet en tableau",
    stop: "Étape",
    state: "État",
    time: "Temps",
  },
  today: {
    title: "Aujourd’hui",
    zone: (city) => `heure ${ofCity(city)}`,
    notKnown: "inconnu",
    noRequests:
      "Aucune requête n’est encore arrivée à Sluice aujourd’hui, il n’y a donc rien à chiffrer.",
    onlyTests: "Rien d’OpenClaw pour l’instant aujourd’hui. Les tests de Sluice ne comptent pas.",
    zeroRequests: "Aucune requête encore aujourd’hui, mesuré par Sluice.",
    unpriced: (requests, models) =>
      `Déjà passé\u00a0: ${requestsOf(requests)}. Sluice ne connaît pas de prix pour ${models}.`,
    unmetered: (requests) =>
      `Déjà passé\u00a0: ${requestsOf(requests)}. Aucune réponse n’a indiqué sa consommation.`,
    known: (clock, tokens) =>
      `À\u00a0${clock}, mesuré par Sluice\u00a0: ${many(tokens, "token", "tokens")}.`,
    stale: (clock) => `À\u00a0${clock}. Depuis, Sluice n’a pas pu mesurer.`,
    left: (left, of) => `reste ${left} sur ${of}`,
    over: (over, of) => `${over} de plus que ${of}`,
  },
  hours: {
    name: (peak, clock) => `Coût par heure, maximum ${peak} à partir de ${clock}`,
    nameUnknown: "Coût par heure, aucun prix connu",
    table: "en tableau",
    hour: "Heure",
    requests: "Requêtes",
    cost: "Coût",
  },
  lists: {
    models: "Modèles du jour",
    recent: "Dernières requêtes",
    requests: requestsOf,
    noPrice: "prix inconnu",
    unpriced: (requests) => `${count(requests)} sans prix`,
    unnamed: "modèle non indiqué",
    test: "Test de Sluice",
    direct: "direct",
    testWord: "test",
    empty: "Aucune requête encore aujourd’hui. La première apparaîtra ici.",
    model: "Modèle",
    time: "Heure",
    outcome: "Réponse",
    cost: "Coût",
    status: (status) => `erreur ${status}`,
    error: "erreur",
    refused: "refusée",
    aborted: "arrêtée",
    failed: "échouée",
    cached: "en cache",
  },
  picker: "Modèle pour OpenClaw",
  keys: {
    provider: "Clé de modèle",
    aiGateway: "Jeton de passerelle",
    analytics: "Jeton de statistiques",
  },
  secret: {
    saved: "Enregistré",
    worked: (when) => `A fonctionné ${when}`,
    missing: "N’est plus dans le trousseau",
    unknown: "Le trousseau est inaccessible pour l’instant",
    rejected: "Refusé, à remplacer",
    none: "Rien d’enregistré",
    isNot: {
      provider: "Ce n’est pas une clé de modèle",
      aiGateway: "Ce n’est pas un jeton de passerelle",
      analytics: "Ce n’est pas un jeton de statistiques",
    },
    add: "Ajouter",
    replace: "Remplacer",
    remove: "Supprimer",
    save: "Enregistrer",
    cancel: "Annuler",
    inKeychain:
      "Reste dans le trousseau de cet ordinateur. Sluice en montre les quatre derniers caractères, jamais le reste.",
    inMemory:
      "Reste en mémoire jusqu’à ce que vous quittiez Sluice, et dans aucun fichier de Sluice.",
  },
  setup: {
    title: "Mise en route",
    skip: "Passer",
    accountId: "Identifiant du compte",
    accountIdHint:
      "Dans le tableau de bord Cloudflare. Vous pouvez aussi coller ici l’adresse entière de votre AI Gateway.",
    aiGatewayId: "Nom de l’AI Gateway",
    saveAccount: "Enregistrer le compte",
    fillIn: "Remplissez ce champ.",
    idWrong: "Seuls les lettres, les chiffres, - et _ y ont leur place.",
    aboutOpenClaw: "À propos d’OpenClaw",
    modelKeyLede: (provider) =>
      `Elle paie ${provider} pour chaque réponse. Sluice l’ajoute à chaque requête\u00a0; OpenClaw n’a donc pas à la détenir.`,
    gatewayTokenLede:
      "Nécessaire si votre AI Gateway exige une authentification. Il porte l’autorisation AI Gateway Run et peut dépenser par toutes les AI Gateways du compte.",
    connect: "Connecter OpenClaw",
    connectTitle: "Voici ce que Sluice va modifier",
    connectFile: (path) => `Dans ${path}\u00a0:`,
    connectNewFile: (path) =>
      `Il n’y a pas encore de fichier, Sluice crée donc ${path} avec\u00a0:`,
    connectEntry: "un fournisseur, cloudflare-ai-gateway, qui mène à Sluice sur cet ordinateur",
    connectPlugin: "le plug-in intégré du même nom désactivé",
    connectModel: (model) => `${model} comme modèle par défaut d’OpenClaw`,
    connectMerge:
      "models.mode sur merge s’il n’est pas défini, pour garder vos autres fournisseurs",
    connectStart:
      "gateway.mode local et gateway.bind loopback, nécessaires au démarrage d’OpenClaw",
    connectBack:
      "Les commentaires, l’ordre et tout le reste sont conservés. Déconnecter remet le fichier dans son état d’origine.",
    connected: (path) => `Connecté par ${path}.`,
    notApplied: (path) => `Dans ${path}, les lignes ne sont plus celles que Sluice a écrites.`,
    written: (path) => `Écrit dans ${path}. OpenClaw ne l’a pas encore pris en compte.`,
    connectAgain: "Reconnecter",
    disconnect: "Déconnecter OpenClaw",
  },
  settings: {
    keysInKeychain: "Clés dans le trousseau",
    keysInMemory: "Clés, en mémoire jusqu’à la fermeture",
    keys: "Clés",
    look: "Langue et apparence",
    language: "Langue",
    theme: "Thème",
    system: "Selon le système",
    light: "Clair",
    dark: "Sombre",
    allowance: "Budget du jour",
    allowanceAmount: "Montant en dollars américains",
    allowanceHint: "Laissez vide pour ne fixer aucun budget.",
    allowanceThen: "Quand il est épuisé",
    allowancePause: "Arrêter jusqu’à minuit",
    allowanceTell: "Seulement m’avertir",
    allowanceWrong: "Indiquez un montant comme 5,00 ou laissez le champ vide.",
    save: "Enregistrer",
    saved: "Enregistré.",
    version: (version) => `Sluice ${version}`,
  },
  undone: {
    title: "Reste à faire",
    go: "Y aller",
    checkAgain: "Relancer la vérification\u00a0: tout n’a pas réussi",
    step: {
      welcome: "Voir ce que fait Sluice",
      openclaw: "Trouver OpenClaw",
      modelKey: "Ajouter une clé de modèle",
      cloudflare: "Choisir une AI Gateway",
      check: "Connecter OpenClaw et vérifier",
      done: "Terminer",
    },
  },
  copying: {
    copy: "Copier",
    copied: "Copié.",
  },
  need: {
    degraded: (owner) => `OpenClaw n’a pas pu lire sa clé pour ${owner}`,
    stale: "OpenClaw doit redémarrer une fois pour voir une modification",
  },
  cannot: {
    path: "OpenClaw ne lance aucun programme d’un dossier de ce nom. Gardez les clés dans son fichier .env, ou laissez-le suivre son chemin.",
    version:
      "Avant la version 2026.8, OpenClaw ne démarrerait pas quand le trousseau est verrouillé. Mettez-le à jour, gardez les clés dans son fichier .env, ou laissez-le suivre son chemin.",
    noNode:
      "Sluice n’a trouvé aucun Node.js pour le petit programme. Indiquez où se trouve OpenClaw, gardez les clés dans son fichier .env, ou laissez-le suivre son chemin.",
  },
  codes: frCodes,
  meter: frMeter,
  tray: frTray,
};

/** "de Paris", "d’Amsterdam", "du Caire". */
function ofCity(city: string): string {
  if (city.startsWith("Le ")) return `du ${city.slice(3)}`;
  return /^[aeiouyéèêîôœ]/i.test(city) ? `d’${city}` : `de ${city}`;
}
