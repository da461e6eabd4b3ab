/** What keeps Sluice from Cloudflare’s figures, in French: what is missing, and what to do next. */
import type { CloudflareCode } from "../../preload/contract/cloudflare.ts";
import type { WordsFor } from "./language.ts";

export const frCloudflareCodes: WordsFor<CloudflareCode> = {
  "cloudflare.noToken": {
    head: "Pas encore de jeton de statistiques",
    text: "Sans lui, Sluice ne montre que ses propres chiffres. Créez-en un avec AI Gateway → Read et Account Analytics → Read, puis enregistrez-le ici.",
  },
  "cloudflare.tokenInvalid": {
    head: "Cloudflare ne connaît pas ce jeton de statistiques",
    text: "Il y a été supprimé ou remplacé. Créez-en un nouveau et enregistrez-le à la place de l’ancien.",
  },
  "cloudflare.tokenExpired": {
    head: "Le jeton de statistiques a expiré",
    text: "Les requêtes passent encore, mais Cloudflare ne donne plus de chiffres. Créez un nouveau jeton et enregistrez-le ici.",
  },
  "cloudflare.tokenDisabled": {
    head: "Le jeton de statistiques est désactivé",
    text: "Quelqu’un l’a désactivé chez Cloudflare. Réactivez-le là-bas ou enregistrez-en un autre.",
  },
  "cloudflare.tokenMalformed": {
    head: "Ce n’est pas un jeton de statistiques entier",
    text: "Cloudflare n’y reconnaît aucun jeton. Copiez-le de nouveau, en entier\u00a0; si sa page est fermée, créez-en un nouveau.",
  },
  "cloudflare.tokenElsewhere": {
    head: "Ce jeton de statistiques est pour un autre compte",
    text: "Il est valable, mais pas pour ce compte-ci. Créez-en un dans le compte de votre AI Gateway et enregistrez-le ici.",
  },
  "cloudflare.needsAiGatewayRead": {
    head: "Le jeton de statistiques ne voit pas votre AI Gateway",
    text: "Il lui manque l’autorisation AI Gateway → Read. Ajoutez-la chez Cloudflare ou créez un jeton qui l’a.",
  },
  "cloudflare.needsAiGatewayEdit": {
    head: "Sluice n’a pas le droit de créer une AI Gateway",
    text: "Il manque au jeton de statistiques l’autorisation AI Gateway → Edit. Utilisez pour cette fois un jeton qui l’a, ou créez l’AI Gateway chez Cloudflare.",
  },
  "cloudflare.needsAnalyticsRead": {
    head: "Le jeton de statistiques ne voit pas les totaux",
    text: "Il lui manque l’autorisation Account Analytics → Read. Ajoutez-la chez Cloudflare ou créez un jeton qui l’a.",
  },
  "cloudflare.needsAccountSettingsRead": {
    head: "Sluice n’a pas le droit de lister vos comptes",
    text: "Il manque au jeton de statistiques l’autorisation Account Settings → Read. Ajoutez-la chez Cloudflare ou saisissez vous-même l’identifiant du compte.",
  },
  "cloudflare.needsBillingRead": {
    head: "Sluice n’a pas le droit de voir votre crédit",
    text: "Il manque au jeton de statistiques l’autorisation Billing → Read. Ajoutez-la chez Cloudflare si vous voulez le voir\u00a0; tout le reste fonctionne sans elle.",
  },
  "cloudflare.accountNotFound": {
    head: "Cloudflare ne connaît pas ce compte",
    text: "L’identifiant est faux, ou le jeton n’a pas le droit de voir ce compte. Copiez de nouveau l’identifiant depuis le tableau de bord Cloudflare.",
  },
  "cloudflare.aiGatewayNotFound": {
    head: "Ce compte n’a pas d’AI Gateway de ce nom",
    text: "Elle a peut-être été renommée ou supprimée. Choisissez-en une dans la liste ou créez-la.",
  },
  "cloudflare.inputInvalid": {
    head: "Cloudflare n’a pas accepté ce nom",
    text: "Rien n’a été créé. N’utilisez que des minuscules sans accent, des chiffres, - et _, 64 au plus, puis réessayez.",
  },
  "cloudflare.aiGatewayExists": {
    head: "Une AI Gateway porte déjà ce nom",
    text: "Rien n’a été modifié. Choisissez-la dans la liste ou prenez un autre nom.",
  },
  "cloudflare.limitReached": {
    head: "Ce compte ne peut plus avoir d’autre AI Gateway",
    text: "Rien n’a été créé. Supprimez chez Cloudflare une AI Gateway devenue inutile, ou choisissez-en une dans la liste.",
  },
  "cloudflare.noLogs": {
    head: "Le journal de Cloudflare n’est pas accessible ici",
    text: "Les comptes récents le gardent ailleurs. Rien n’est perdu\u00a0: les coûts viennent alors des totaux de Cloudflare, quelques minutes plus tard.",
  },
  "cloudflare.analyticsRefused": {
    head: "Cloudflare a refusé de donner ses totaux",
    text: "Il n’a pas accepté la question, donc Sluice montre ses propres chiffres. Il redemande de lui-même\u00a0; si cela persiste, cherchez une version plus récente de Sluice.",
  },
  "cloudflare.analyticsEmpty": {
    head: "Les totaux de Cloudflare sont vides",
    text: "Il n’y a pas eu de trafic, ou le jeton n’a pas le droit de le voir\u00a0: Cloudflare ne dit pas lequel des deux. Vérifiez que le jeton de statistiques a AI Gateway → Read.",
  },
  "cloudflare.rateLimited": {
    head: "Cloudflare ne répond plus pour l’instant",
    text: "Sluice et votre tableau de bord ont ensemble demandé trop souvent. Les requêtes passent encore, et Sluice redemande de lui-même.",
  },
  "cloudflare.unreachable": {
    head: "Les chiffres de Cloudflare sont inaccessibles",
    text: "Vérifiez la connexion internet. D’ici là, Sluice montre ses propres chiffres et redemande de lui-même.",
  },
  "cloudflare.timeout": {
    head: "Cloudflare a trop tardé à donner ses chiffres",
    text: "Aucune réponse n’est venue à temps. Vos requêtes n’en souffrent pas, et Sluice redemande de lui-même.",
  },
  "cloudflare.proxyRefused": {
    head: "Le proxy empêche Sluice d’interroger Cloudflare",
    text: "Corrigez le proxy dans les réglages réseau du système ou faites-y autoriser api.cloudflare.com. D’ici là, Sluice montre ses propres chiffres.",
  },
  "cloudflare.certificate": {
    head: "Le certificat de Cloudflare n’inspire pas confiance",
    text: "Quelque chose sur ce réseau présente le sien. Si c’est votre entreprise, faites ajouter son certificat à votre système\u00a0; sinon, changez de réseau.",
  },
  "cloudflare.failed": {
    head: "Cloudflare n’a pas pu donner ses chiffres",
    text: "L’erreur est chez Cloudflare et dure rarement. D’ici là, Sluice montre ses propres chiffres et redemande de lui-même.",
  },
};
