/** What can go wrong with OpenClaw, its files and the connection, in French: a head, and a sentence with what to do next. */
import type { OpenClawCode, WordsFor } from "./language.ts";

export const frOpenClawCodes: WordsFor<OpenClawCode> = {
  "openclaw.notFound": {
    head: "OpenClaw n’est pas là où Sluice a cherché",
    text: "Installez OpenClaw et lancez-le une fois, puis cherchez de nouveau. Sluice le trouve de lui-même.",
  },
  "openclaw.notInstalled": {
    head: "OpenClaw n’est pas installé ici",
    text: "Sluice n’en a trouvé aucune copie sur cet ordinateur. Installez-le puis cherchez de nouveau, ou indiquez où il se trouve.",
  },
  "openclaw.pathInvalid": {
    head: "Il n’y a pas d’OpenClaw à cet endroit",
    text: "Rien n’a été modifié. Indiquez son programme, son openclaw.mjs ou le dossier qui le contient.",
  },
  "openclaw.tooOld": {
    head: "Cet OpenClaw est trop ancien",
    text: "Sluice connaît la version 2026.5 et les suivantes. Avec celle-ci, il ne peut aller que par-dessus vos propres fournisseurs. Mettez OpenClaw à jour pour le reste.",
  },
  "openclaw.elsewhere": {
    head: "Cet OpenClaw tourne ailleurs",
    text: "Ses fichiers ne sont pas sur cet ordinateur, donc rien n’a été modifié. Ouvrez Sluice là où OpenClaw tourne.",
  },
  "openclaw.notRunning": {
    head: "OpenClaw est arrêté",
    text: "Cela ne peut se demander qu’à un OpenClaw en marche. Lancez-le, puis réessayez.",
  },
  "openclaw.noAnswer": {
    head: "OpenClaw n’a pas répondu",
    text: "Il est peut-être occupé ou encore au démarrage. Attendez un instant, puis cherchez de nouveau.",
  },
  "openclaw.unauthorized": {
    head: "OpenClaw n’accepte pas la question de Sluice",
    text: "Son jeton partagé est illisible ici, ou a changé. Sluice voit seulement s’il tourne. Relancez OpenClaw, puis cherchez de nouveau.",
  },
  "openclaw.refused": {
    head: "OpenClaw a refusé",
    text: "Il a compris la demande et l’a refusée. Rien n’a été modifié. Cherchez de nouveau pour voir où il en est.",
  },
  "openclaw.startsSpent": {
    head: "OpenClaw a été lancé trois fois en dix minutes",
    text: "Sluice s’arrête là, car autre chose ne va pas. Lisez ce que dit le journal d’OpenClaw, puis réessayez dans dix minutes.",
  },
  "openclaw.startFailed": {
    head: "OpenClaw n’a pas démarré",
    text: "Il s’est arrêté avant d’être prêt. Son journal dit pourquoi\u00a0; réessayez ensuite.",
  },
  "openclaw.configInvalid": {
    head: "OpenClaw ne peut pas démarrer avec ses réglages",
    text: "Il s’est arrêté avec 78\u00a0: son fichier de réglages contient ce qu’il n’accepte pas. Sluice ne répare jamais ce fichier de lui-même. Corrigez-le, puis lancez OpenClaw.",
  },
  "openclaw.stateTaken": {
    head: "Un autre OpenClaw utilise déjà ces fichiers",
    text: "Il s’est arrêté avec 78\u00a0: deux ne peuvent pas partager un dossier. Arrêtez l’autre ou utilisez-le, puis cherchez de nouveau.",
  },
  "config.unreadable": {
    head: "Un fichier de réglages est illisible",
    text: "Rien n’a été modifié. Autorisez votre compte utilisateur à le lire, puis cherchez de nouveau.",
  },
  "config.broken": {
    head: "Le fichier de réglages d’OpenClaw contient une erreur",
    text: "Sluice ne modifie que ce qu’il peut lire en entier, donc rien n’a changé. Corrigez le fichier, puis réessayez.",
  },
  "config.cannotEdit": {
    head: "Les réglages d’OpenClaw ne se modifient pas sans risque ici",
    text: "Autre chose occupe la place des lignes de Sluice. Rien n’a été modifié. Libérez cette place dans le fichier, puis réessayez.",
  },
  "config.includes": {
    head: "Les réglages d’OpenClaw sont répartis sur plusieurs fichiers",
    text: "Le fichier utilise $include, et Sluice n’en modifie qu’un seul. Rien n’a été modifié. Déplacez les modèles dans le fichier principal, puis réessayez.",
  },
  "config.changed": {
    head: "Le fichier de réglages d’OpenClaw a changé entre-temps",
    text: "Un autre programme y a écrit, Sluice n’y a donc pas touché. Réessayez quand il aura fini.",
  },
  "config.symlink": {
    head: "Le fichier de réglages d’OpenClaw n’est qu’un lien",
    text: "Sluice ne remplace pas les fichiers liés. Rien n’a été modifié. Mettez le fichier lui-même à cet endroit, puis réessayez.",
  },
  "config.tooLarge": {
    head: "Le fichier de réglages d’OpenClaw est trop grand",
    text: "Sluice ne modifie pas un fichier de cette taille. Rien n’a été modifié. Réduisez-le, puis réessayez.",
  },
  "config.rejected": {
    head: "OpenClaw n’accepte pas cette modification",
    text: "Il a lu le fichier modifié et l’a refusé\u00a0: le fichier est donc comme avant. Mettez OpenClaw à jour, ou connectez-le autrement.",
  },
  "link.taken": {
    head: "OpenClaw a déjà un fournisseur de ce nom",
    text: "cloudflare-ai-gateway existe\u00a0: il est d’un autre Sluice, ou le vôtre. Rien n’a été modifié. Déconnectez-le là-bas, ou renommez-le ou supprimez-le, puis reconnectez.",
  },
  "link.missing": {
    head: "OpenClaw n’est pas connecté",
    text: "Connectez-le d’abord. Sluice dit ce qu’il va modifier avant de le faire.",
  },
  "link.providerUnavailable": {
    head: "Ce fournisseur ne peut pas être connecté",
    text: "Sluice n’a pas de modèle pour lui, ou il mène déjà ailleurs. Rien n’a été modifié. Choisissez un autre fournisseur.",
  },
  "link.customBaseUrl": {
    head: "Ce fournisseur mène déjà ailleurs",
    text: "Vous lui avez donné une adresse propre, et Sluice ne la remplace pas. Supprimez l’adresse dans les réglages d’OpenClaw, ou laissez ce fournisseur de côté.",
  },
  "link.nothingToOverlay": {
    head: "Aucun de vos fournisseurs ne peut être connecté",
    text: "OpenClaw n’a pas de fournisseur devant lequel Sluice peut se placer. Prenez plutôt le fournisseur de Sluice.",
  },
  "link.proxied": {
    head: "OpenClaw envoie tout par un proxy",
    text: "Le proxy verrait la clé locale de Sluice, qui ne connecte donc rien ainsi. La page d’OpenClaw propose d’en exclure cet ordinateur\u00a0; reconnectez ensuite.",
  },
  "link.late": {
    head: "OpenClaw n’a pas encore pris la modification en compte",
    text: "Le fichier est écrit, mais OpenClaw tourne encore avec l’ancien. Attendez un peu. Si cela persiste, relancez OpenClaw depuis sa page, quand il n’a rien à faire.",
  },
  "edge.keysInMemory": {
    head: "Vos clés ne sont qu’en mémoire",
    text: "Elles disparaissent quand Sluice se ferme\u00a0: OpenClaw ne pourrait plus s’en servir. Installez un trousseau, gardez les clés dans le fichier .env d’OpenClaw, ou laissez-le suivre son chemin.",
  },
  "edge.keysUnavailable": {
    head: "OpenClaw ne pourrait pas atteindre ses clés",
    text: "Sans Sluice, il lui faut la clé de modèle, et le jeton de passerelle s’il y en a un. Enregistrez-les, déverrouillez le trousseau, puis réessayez.",
  },
  "resolver.unsupported": {
    head: "Ici, le trousseau ne se consulte pas ainsi",
    text: "Sur ce système, OpenClaw ne lance pas un tel petit programme. Gardez les clés dans le fichier .env d’OpenClaw, ou laissez-le suivre son chemin.",
  },
  "resolver.failed": {
    head: "Le petit programme n’a pas apporté les clés",
    text: "Il a été essayé comme OpenClaw le lancerait. Rien n’a été modifié. Déverrouillez le trousseau, puis réessayez.",
  },
  "repair.unavailable": {
    head: "Cette réparation ne convient plus",
    text: "La situation a changé depuis, donc rien n’a été fait. Cherchez de nouveau, puis choisissez.",
  },
  "key.unknown": {
    head: "Cette clé n’est plus là",
    text: "Le fichier a changé entre-temps. Rien n’a été déplacé. Cherchez de nouveau pour voir ce qui reste.",
  },
  "key.unproven": {
    head: "La clé est restée à sa place",
    text: "Sluice n’a pas pu prouver qu’OpenClaw la reçoit du nouvel endroit\u00a0: l’ancien reste donc. Déverrouillez le trousseau, puis réessayez.",
  },
  "import.nothing": {
    head: "Il n’y a plus rien à reprendre",
    text: "Dans OpenClaw, Cloudflare n’est plus configuré ou l’est à moitié. Saisissez le compte vous-même.",
  },
  "pin.unknown": {
    head: "Aucun modèle n’y est plus attaché",
    text: "Le modèle par défaut s’applique déjà, ou il n’existe plus. Cherchez de nouveau pour voir ce qui reste.",
  },
};
