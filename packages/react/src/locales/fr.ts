import type { Messages } from '../messages.js'
import { createFormats } from './createFormats.js'

const { count, plural } = createFormats('fr')

/** French. What a word stands for, and which other one is not used, is in `locales/fr.md`. */
export const fr: Messages = {
  // RunStatusBadge, LiveRunBadge
  statusPending: 'En attente',
  statusPendingForCustomer: 'En attente',
  statusRunning: 'En cours',
  statusRunningForCustomer: 'En cours',
  statusSucceeded: 'Réussie',
  statusSucceededForCustomer: 'C’est prêt',
  statusGoalFailed: 'Objectif non atteint',
  statusGoalFailedForCustomer: 'Incomplet',
  statusNoResult: 'Aucun résultat',
  statusNoResultForCustomer: 'Rien trouvé',
  statusWithheld: 'Terminée',
  statusInvalidResult: 'Résultat inattendu',
  statusFailed: 'Échec',
  statusCancelled: 'Annulée',
  statusUnknown: (status) => (status ? `Inconnue : ${status}` : 'Inconnue'),
  statusUnknownForCustomer: () => 'État inconnu',
  statusLoading: 'Chargement',
  statusUnavailable: 'Indisponible',

  // RunCounters
  countersLabel: 'Exécutions par issue',
  countersLabelForCustomer: 'Où en sont les choses',
  // The words of the badges stand alone: they do not take the plural of what is counted.
  counter: (runs, label) => `${label} : ${count(runs)}`,

  // Times
  seconds: (seconds) => `${seconds} s`,
  minutes: (minutes, seconds) => (seconds ? `${minutes} min ${seconds} s` : `${minutes} min`),
  hours: (hours, minutes) => (minutes ? `${hours} h ${minutes} min` : `${hours} h`),
  timeElapsed: 'Temps écoulé',

  // Several parts
  steps: (steps) =>
    plural(steps, {
      one: (n) => `${n} étape`,
      many: (n) => `${n} d’étapes`,
      other: (n) => `${n} étapes`,
    }),
  currentStep: (step) => `étape ${count(step)}`,
  goalUnknown: 'Exécution sans titre',
  goalUnknownForCustomer: 'Traitement',
  stepsLabel: 'Étapes',
  close: 'Fermer',
  showMore: 'Afficher plus',
  showLess: 'Afficher moins',
  opensInNewTab: '(s’ouvre dans un nouvel onglet)',
  copy: 'Copier',
  copied: 'Copié',
  retry: 'Réessayer',
  support: 'Demander de l’aide',
  codeLabel: 'Code d’erreur',

  // RunSummary
  summaryDuration: 'Durée',
  summaryStarted: 'Début',
  summaryCreated: 'Mise en attente',
  summarySite: 'Site',
  summaryProfile: 'Profil',
  summaryProxy: 'Proxy',
  summaryAttached: 'oui',
  summaryRunId: 'Identifiant de l’exécution',
  summaryRunPage: 'Dans TinyFish',
  openRunPage: 'Ouvrir dans TinyFish',
  copyRunId: 'Copier l’identifiant de l’exécution',
  copySelected: 'Sélectionné, à copier à la main',
  progressWaiting: 'En attente de démarrage',
  progressWorking: 'Travail en cours',
  progressStep: (step, usual) => `étape ${count(step)} sur ${count(usual)} environ`,
  progressUsualLabel: 'Durée habituelle',
  progressUsual: (time) => `prend en général ${time} environ`,
  progressNearlyDone: 'presque fini',
  progressLate: (time) => `plus long que d’habitude (${time})`,

  // RunViewer
  viewerLabel: (goal) => (goal ? `Exécution : ${goal}` : 'Exécution'),
  viewerLabelForCustomer: (title) => title,
  resultTab: 'Résultat',
  detailsTab: 'Détails',
  liveViewTab: 'En direct',
  recordingTab: 'Enregistrement',
  stepsTab: (steps) => (steps ? `Étapes ${count(steps)}` : 'Étapes'),
  panelFailedTitle: 'Impossible d’afficher cette partie',
  panelFailedText: 'Le reste de la page n’est pas concerné.',
  watchRecording: 'Voir l’enregistrement',
  showStepPictures: 'Images des étapes',
  watchWithheldTitle: 'L’exécution se poursuit',
  watchWithheldTitleForCustomer: 'Le travail est en cours',
  watchWithheldText: 'Son déroulement ne vous est pas montré. Son issue sera indiquée ici.',
  watchWithheldTextForCustomer: 'Vous n’avez rien à faire. L’issue sera indiquée ici.',

  // RunActions
  cancel: 'Annuler',
  cancelling: 'Annulation…',
  cancelFailed: 'L’annulation n’a pas réussi. Réessayez.',
  cancelRefused: 'Rien n’a été annulé : vous n’en avez pas le droit.',
  runAgain: 'Relancer',
  runAgainForCustomer: 'Recommencer',
  retryIn: (time) => `Réessayer dans ${time}`,
  retryNow: 'Vous pouvez réessayer maintenant.',
  editGoal: 'Modifier l’objectif',
  editGoalForCustomer: 'Modifier la demande',
  addCredit: 'Ajouter du crédit',
  requestAccess: 'Demander l’accès',
  signIn: 'Se connecter',

  // RunLiveView
  reload: 'Actualiser',
  liveViewLabel: 'Navigateur en direct',
  liveViewPicture: (status) => `Navigateur en direct : ${status}`,
  liveViewFrameTitle: (runId) => `Navigateur en direct, exécution ${runId}`,
  liveViewFrameTitleForCustomer: () => 'Navigateur en direct',
  liveViewViewOnly: 'Lecture seule',
  liveViewHide: 'Masquer',
  liveViewShow: 'Afficher le navigateur',
  liveViewOpen: 'Ouvrir',
  liveViewOpenLabel: 'Ouvrir le navigateur en direct dans un nouvel onglet',
  liveViewFullscreen: 'Plein écran',
  liveViewExitFullscreen: 'Quitter le plein écran',
  liveViewHiddenTitle: 'Le navigateur en direct est masqué',
  liveViewHiddenText: 'Rien n’est chargé tant que vous ne l’affichez pas.',
  liveViewQueuedTitle: 'L’exécution n’a pas encore commencé',
  liveViewQueuedTitleForCustomer: 'Pas encore commencé',
  liveViewQueuedText:
    'Le navigateur en direct s’affichera ici dès qu’un navigateur sera disponible.',
  liveViewStartingTitle: 'Le navigateur en direct arrive',
  liveViewStartingText: 'L’exécution a commencé. Son navigateur se prépare.',
  liveViewStartingTextForCustomer: 'Le travail a commencé. Le navigateur se prépare.',
  liveViewWithheldTitle: 'Le navigateur en direct ne vous est pas montré',
  liveViewWithheldTitleForCustomer: 'Le navigateur en direct ne peut pas être affiché ici',
  liveViewWithheldText: 'Vous pouvez voir l’exécution, mais pas son navigateur.',
  liveViewWithheldTextForCustomer: 'Cela ne change rien au travail, et vous n’avez rien à faire.',
  liveViewNoneTitle: 'Pas de vue en direct',
  liveViewNoneText: 'C’est terminé, sans navigateur en direct à montrer.',
  liveViewConnecting: 'Connexion au navigateur en direct.',
  liveViewSlow: 'Le navigateur en direct met plus de temps que d’habitude. Vous pouvez actualiser.',
  liveViewNavigated: 'La page du navigateur en direct a été actualisée ou quittée.',
  liveViewOffline: 'Vous êtes hors ligne. L’image est peut-être figée.',
  liveViewEndsSoon: 'La vue en direct se termine dans moins d’une minute.',
  liveViewControlled: 'Vous avez la main',
  liveViewTurnTitle: 'Non affiché, pour ne pas alourdir cette page',
  liveViewTurnText: 'D’autres navigateurs en direct de cette page sont affichés en ce moment.',
  liveViewWatch: 'Regarder',
  liveViewPausedTitle: 'La vue en direct est en pause',
  liveViewPausedText: 'La page affichée a essayé de prendre votre clavier.',
  liveViewPausedScrollText: 'La page affichée a essayé de faire défiler cette page.',
  liveViewResume: 'Reprendre',
  liveViewBlockedTitle: 'Cette page n’autorise pas le navigateur en direct',
  liveViewBlockedTitleForCustomer: 'Le navigateur en direct ne peut pas être affiché ici',
  liveViewBlockedText: (directive, origin) =>
    `Sa Content-Security-Policy l’a bloqué. Le responsable de cette page peut ajouter ${origin} à ${directive}.`,
  liveViewBlockedTextForCustomer: () =>
    'Cela ne change rien au travail, et vous n’avez rien à faire.',
  liveViewKeptOutText: (origin) =>
    `Sa Cross-Origin-Embedder-Policy écarte ${origin}, et votre navigateur ne sait pas passer outre. Ouvrez le navigateur en direct dans un nouvel onglet, ou utilisez un autre navigateur.`,
  liveViewKeptOutTextForCustomer: () =>
    'Cela ne change rien au travail, et vous n’avez rien à faire.',
  liveViewSameOriginTitle: 'Le navigateur en direct a été retiré',
  liveViewSameOriginText:
    'Il a été redirigé vers une page de ce site, d’où il aurait pu atteindre ce que vous voyez ici.',
  liveViewSameOriginTextForCustomer: 'Cela ne change rien au travail, et vous n’avez rien à faire.',
  liveViewNoDocumentTitle: 'Rien n’est venu du navigateur en direct',
  liveViewNoDocumentText:
    'Il n’a pas répondu à temps. Le travail se poursuit peut-être malgré tout.',
  liveViewNotLoadedTitle: 'Le navigateur en direct n’a pas pu être chargé',
  liveViewNotLoadedText:
    'Une partie de cette page n’est pas arrivée. Si elle manque toujours, actualisez la page.',
  liveViewMayBeAvailable: (time, left) =>
    `C’est terminé. Le navigateur reste peut-être disponible jusqu’à ${time} (encore ${left}).`,
  liveViewExpiredTitle: 'La vue en direct est terminée',
  liveViewExpiredText: (time) => `Elle était disponible jusqu’à ${time} au plus tard.`,
  liveViewRefusedTitle: 'Cette vue en direct n’est pas affichée',
  liveViewRefusedTitleForCustomer: 'Le navigateur en direct ne peut pas être affiché ici',
  liveViewRefusedHost: (host) =>
    `Elle se trouve sur ${host}, qui n’est pas un hôte connu de TinyFish. Si vous lui faites confiance, ajoutez-le à allowedStreamHosts.`,
  liveViewRefusedHostForCustomer: () =>
    'Cela ne change rien au travail, et vous n’avez rien à faire.',
  liveViewRefusedUrl: 'Son adresse ne peut pas être affichée en toute sécurité.',
  liveViewRefusedUrlForCustomer: 'Cela ne change rien au travail, et vous n’avez rien à faire.',
  liveViewUnknownTitle: 'La vue en direct est peut-être terminée',
  liveViewUnknownText: 'On ne sait pas si cela s’est terminé, ni quand.',
  liveViewTryAnyway: 'Charger quand même',

  // RunLiveView, for those who may take control
  liveViewTakeControl: 'Prendre la main',
  liveViewExitControl: 'Rendre la main',
  liveViewControlHint:
    'Transmet votre souris et votre clavier au navigateur en direct. Pour en sortir : Rendre la main, ou F6.',
  liveViewControlWarning:
    'Ce que vous tapez va vers un navigateur distant : n’y saisissez aucun mot de passe à vous.',
  liveViewSkip: 'Passer le navigateur en direct',

  // RunRecording
  recordingLabel: 'Enregistrement',
  recordingRenewing: 'L’enregistrement est rechargé',
  recordingFailedTitle: 'L’enregistrement n’a pas pu être chargé',
  recordingFailedText: 'Il n’existe peut-être plus, ou cette page n’est pas autorisée à le lire.',
  recordingRefusedTitle: 'Cet enregistrement n’est pas affiché',
  recordingRefusedText: 'Son adresse ne peut pas être lue en toute sécurité.',
  recordingWaitingTitle: 'L’enregistrement n’est pas encore là',
  recordingWaitingText: 'Il est prêt quelques instants après la fin.',
  recordingNoneTitle: 'Pas d’enregistrement',
  recordingNoneText: 'Rien n’a été enregistré.',

  // RunSteps
  stepsJump: 'Aller à la dernière',
  stepsNone: 'Aucune étape pour l’instant',
  stepsNoneEnded: 'Tout s’est terminé sans étape',
  stepUntitled: 'Étape',
  stepAnnouncement: (step, action) => `Étape ${count(step)} : ${action}`,
  stepDone: 'Terminée',
  stepRunning: 'en cours',
  stepPicture: 'Image',
  stepPictureLabel: (step) => `Image de l’étape ${count(step)}`,
  stepPictureClose: 'Fermer l’image',
  stepPictureLoading: 'Chargement de l’image',
  stepPictureNone: 'Il n’y a pas d’image de cette étape.',
  stepPictureFailed: 'L’image n’a pas pu être chargée.',
  stepPictureInvalid: 'Ce n’est pas une image qui puisse être affichée.',
  stepPictureBlocked: 'Une règle de sécurité de cette page masque l’image.',

  // RunResult
  resultSource: 'Extrait de pages web',
  resultRows: (rows) =>
    plural(rows, {
      one: (n) => `${n} ligne`,
      many: (n) => `${n} de lignes`,
      other: (n) => `${n} lignes`,
    }),
  resultShowMore: (more) => `Afficher ${count(more)} de plus`,
  resultShowAll: 'Tout afficher',
  resultTextCut: (shown, length) =>
    `${count(shown)} premiers caractères sur ${count(length)}. Le téléchargement contient tout.`,
  resultApproximate: '(arrondi)',
  resultCircular: '[référence circulaire]',
  resultUnreadable: '[illisible]',
  resultTreeLabel: 'Résultat en arborescence',
  resultExpandAll: 'Tout déplier',
  resultExpandedPart: 'Il reste des éléments à déplier.',
  resultCollapseAll: 'Tout replier',
  resultChosen: (name) => `Valeur de ${name}`,
  resultItems: (items) =>
    plural(items, {
      one: (n) => `${n} élément`,
      many: (n) => `${n} d’éléments`,
      other: (n) => `${n} éléments`,
    }),
  resultFields: (fields) =>
    plural(fields, {
      one: (n) => `${n} champ`,
      many: (n) => `${n} de champs`,
      other: (n) => `${n} champs`,
    }),
  resultTooDeep: 'Les niveaux plus profonds ne sont pas affichés. Le téléchargement les contient.',
  resultYes: 'oui',
  resultNo: 'non',
  resultRegion: 'Résultat, extrait de pages web',
  resultTableLabel: 'Résultat',
  resultTableOf: (name) => `Tableau : ${name}`,
  resultColumnsCut: (columns) =>
    `${count(columns)} premières colonnes. L’arborescence et le téléchargement contiennent tout.`,
  resultFieldNote: (key, description) => (description ? `${key} : ${description}` : key),
  resultRow: (row) => `ligne ${count(row)}`,
  resultDetail: (name, row) => `${name}, ligne ${count(row)}`,
  resultViews: 'Afficher sous forme de',
  resultViewTable: 'Tableau',
  resultViewRecord: 'Champs',
  resultViewTree: 'Arbre',
  resultViewText: 'Texte',
  resultViewRaw: 'Brut',
  resultRawLabel: 'Résultat en JSON',
  resultRawCut: (lines) => `${count(lines)} premières lignes. Le téléchargement contient tout.`,
  resultSearch: 'Rechercher dans le résultat',
  resultSearching: 'Recherche…',
  resultNoMatch: 'Aucune correspondance',
  resultMatch: (position, matches, hasMore) =>
    `${count(position)} sur ${count(matches)}${hasMore ? '+' : ''}`,
  resultMatchingRows: (rows) =>
    plural(rows, {
      one: (n) => `${n} ligne correspond`,
      many: (n) => `${n} de lignes correspondent`,
      other: (n) => `${n} lignes correspondent`,
    }),
  resultPrevious: 'Correspondance précédente',
  resultNext: 'Correspondance suivante',
  resultCopyFailed: 'Non copié. Téléchargez plutôt le résultat.',
  resultDownload: (format) => `Télécharger en ${format}`,

  // Characters that are not seen
  textHidden: (code) => `Caractère invisible ${code}`,
  textHiddenMore: (more) =>
    plural(more, {
      one: (n) => `${n} autre caractère invisible`,
      many: (n) => `${n} d’autres caractères invisibles`,
      other: (n) => `${n} autres caractères invisibles`,
    }),
  textMarks: (more) =>
    plural(more, {
      one: (n) => `${n} autre signe sur cette lettre`,
      many: (n) => `${n} d’autres signes sur cette lettre`,
      other: (n) => `${n} autres signes sur cette lettre`,
    }),

  // What a run came to
  goalFailedTitle: 'L’objectif n’a pas été atteint',
  goalFailedTitleForCustomer: 'Tout n’a pas pu être fait',
  goalFailedText:
    'Le navigateur a fonctionné. Essayez un objectif plus précis, ou une autre page de départ.',
  goalFailedTextForCustomer:
    'Le site a été consulté, mais tout ce qui était demandé n’y était pas possible.',
  withheldTitle: 'L’exécution est terminée',
  withheldTitleForCustomer: 'C’est terminé',
  withheldText:
    'Son résultat n’est pas montré ici : on ne sait donc pas si l’objectif a été atteint.',
  withheldTextForCustomer: 'L’issue n’est pas montrée ici.',
  noResultTitle: 'L’exécution n’a rapporté aucun résultat',
  noResultTitleForCustomer: 'Rien n’a été trouvé',
  noResultText:
    'Le navigateur a fonctionné, mais n’a rien trouvé. Précisez dans l’objectif ce qu’il faut extraire, et où le trouver.',
  noResultTextForCustomer: 'Le site a été consulté, mais rien n’y correspondait.',
  invalidResultTitle: 'Le résultat n’a pas la forme attendue',
  invalidResultTitleForCustomer: 'Le résultat est à vérifier',
  invalidResultText:
    'L’exécution est allée au bout, mais ces éléments diffèrent de ce qui était demandé.',
  invalidResultTextForCustomer:
    'Il est là, mais certaines parties diffèrent de ce qui était attendu.',
  resultMoreIssues: (more) =>
    plural(more, {
      one: (n) => `${n} autre`,
      many: (n) => `${n} d’autres`,
      other: (n) => `${n} autres`,
    }),
  cancelledTitle: 'L’exécution a été annulée',
  cancelledTitleForCustomer: 'Cela a été annulé',
  cancelledText: 'L’arrêt est survenu avant la fin : il n’y a donc pas de résultat.',
  resultShow: 'Afficher le résultat',
  resultHide: 'Masquer le résultat',

  // RunError
  failedTitle: 'L’exécution a échoué',
  failedTitleForCustomer: 'Cela n’a pas fonctionné',
  failedUnknown: 'La cause n’est pas connue. Relancer l’exécution peut aider.',
  failedUnknownForCustomer: 'La cause n’est pas connue. Cela marchera peut-être la prochaine fois.',
  failedSystemTitle: 'TinyFish a rencontré un problème',
  failedSystemTitleForCustomer: 'Un problème technique est survenu',
  failedSystem: 'Vous n’y êtes pour rien. En général, il suffit de relancer l’exécution.',
  failedSystemForCustomer: 'Vous n’y êtes pour rien. Cela marche en général la fois suivante.',
  failedAgentTitle: 'L’agent n’y est pas parvenu',
  failedAgentTitleForCustomer: 'Cela n’a pas pu être fait',
  failedAgent: 'Modifiez l’objectif, la page de départ ou le profil de navigateur.',
  failedAgentForCustomer: 'Le site n’a pas pu être utilisé comme prévu. Vous n’y êtes pour rien.',
  failedBillingTitle: 'Le crédit ne suffit pas pour cette exécution',
  failedBillingTitleForCustomer: 'Cela n’a pas pu être effectué',
  failedBilling: 'Ajoutez du crédit, puis relancez l’exécution.',
  failedBillingForCustomer: 'Vous n’y êtes pour rien. C’est au fournisseur de ce service d’agir.',
  failedHelpLink: (host) => `Aide sur ${host}`,
  profileHintAuthWall:
    'Le site demande à ses visiteurs de se connecter. Un profil de navigateur peut être connecté.',
  profileHintBotChallenge:
    'Le site vérifie que ses visiteurs sont humains. Un profil de navigateur peut passer.',
  profileHintOther: (reason) =>
    reason
      ? `Un profil de navigateur peut aider : ${reason}`
      : 'Un profil de navigateur peut aider.',
  profileHintLink: (host) => `Configurer un profil sur ${host}`,

  // The connection, and runs that cannot be read
  loadingRun: 'Chargement de l’exécution',
  loadingRunForCustomer: 'Chargement',
  connectionLost: 'La connexion est interrompue. Nouvelle tentative en cours.',
  connectionOffline: 'Vous êtes hors ligne. Le suivi reprendra à votre retour.',
  connectionStopped: (problem) => `Le suivi s’est arrêté. ${problem}.`,
  connectionStalled: 'Ce n’est toujours pas terminé au bout d’une journée. Le suivi s’est arrêté.',
  errorNotFoundTitle: 'Exécution introuvable',
  errorNotFoundTitleForCustomer: 'Il n’y a rien à afficher ici',
  errorNotFoundText: 'Elle n’existe pas, ou vous n’avez pas le droit de la voir.',
  errorNotFoundTextForCustomer: 'Cela a peut-être été supprimé, ou s’adresse à quelqu’un d’autre.',
  errorUnauthorizedTitle: 'Connexion requise',
  errorUnauthorizedText: 'Reconnectez-vous pour voir cela.',
  errorForbiddenTitle: 'Vous ne pouvez pas voir cette exécution',
  errorForbiddenTitleForCustomer: 'Vous ne pouvez pas voir cela',
  errorForbiddenText: 'Demandez l’accès à la personne qui l’a lancée.',
  errorForbiddenTextForCustomer: 'Cela s’adresse à quelqu’un d’autre, ou votre accès a expiré.',
  errorGoneTitle: 'Cette exécution n’est plus conservée',
  errorGoneTitleForCustomer: 'Cela n’est plus conservé',
  errorGoneText: 'Les données ont été supprimées.',
  errorInvalidIdTitle: 'Ce n’est pas un identifiant d’exécution',
  errorInvalidIdTitleForCustomer: 'Cette adresse est incomplète',
  errorInvalidIdText:
    'Un identifiant ne contient que des lettres, des chiffres, des traits d’union et des tirets bas.',
  errorInvalidIdTextForCustomer: 'Ouvrez-la de nouveau telle qu’elle vous a été donnée.',
  errorUnreachableTitle: 'Le serveur est injoignable',
  errorUnreachableText: 'Le réseau est coupé, ou le serveur est arrêté.',
  errorUnreadableTitle: 'La réponse est illisible',
  errorUnreadableText: 'Le serveur a répondu autre chose que ce qui était demandé.',
  errorServerTitle: 'Le serveur a un problème',
  errorServerText: 'Il a répondu, mais ne peut pas montrer cela maintenant.',
  errorNoOriginTitle: 'Le serveur ne connaît pas cette page',
  errorNoOriginTitleForCustomer: 'Cela ne peut pas être affiché ici',
  errorNoOriginText:
    'Son origine est « null », car c’est un fichier ou une page affichée dans une application. Ouvrez-la à son adresse sur le web.',
  errorNoOriginTextForCustomer: 'Ouvrez cette page à son adresse sur le web.',
  errorOfflineTitle: 'Vous êtes hors ligne',
  errorOfflineText: 'Le chargement se fera à votre retour.',
  errorRetrying: (problem) => `${problem} Nouvelle tentative en cours.`,

  // RunForm
  formUrl: 'Page de départ',
  formUrlPlaceholder: 'https://example.com',
  formGoal: 'Objectif',
  formGoalForCustomer: 'Ce qu’il faut faire',
  formGoalPlaceholder: 'Extraire les dix premiers produits avec leur nom, leur prix et leur stock',
  formSubmit: 'Lancer l’exécution',
  formSubmitForCustomer: 'Lancer',
  formSubmitting: 'Lancement…',
  formUrlInvalid: 'Saisissez une adresse web qui commence par https:// ou http://.',
  formGoalMissing: 'Indiquez ce qu’il faut faire.',
  formFieldProblem: (problem) => problem,
  formFieldProblemForCustomer: () => 'Cela n’a pas été accepté. Modifiez-le, puis réessayez.',
  formFailed: 'L’exécution n’a pas été lancée.',
  formFailedForCustomer: 'Rien n’a été lancé.',
  formFailedField: (field, problem) =>
    `L’exécution n’a pas été lancée, à cause de « ${field} » : ${problem}`,
  formFailedFieldForCustomer: () => 'Rien n’a été lancé.',
  formUncertain:
    'On ne sait pas si l’exécution a été lancée. Regardez les dernières exécutions avant de réessayer.',
  formUncertainForCustomer:
    'On ne sait pas si cela a été lancé. Attendez un instant avant de réessayer.',
  formFailedPayment: 'L’exécution n’a pas été lancée : le compte n’a plus de crédit.',
  formFailedPaymentForCustomer: 'Rien n’a été lancé, et vous n’y êtes pour rien.',
  formFailedForbidden: 'L’exécution n’a pas été lancée : vous n’en avez pas le droit.',
  formFailedForbiddenForCustomer: 'Rien n’a été lancé : vous n’en avez pas le droit.',
  formFailedRateLimited:
    'L’exécution n’a pas été lancée : il y en a trop à la fois. Patientez un instant.',
  formFailedRateLimitedForCustomer:
    'Rien n’a été lancé : trop de demandes à la fois. Attendez un instant.',

  // RunList
  listLabel: 'Exécutions',
  listLabelForCustomer: 'Traitements',
  listStatus: 'État',
  listGoal: 'Objectif',
  listGoalForCustomer: 'Traitement',
  listStarted: 'Début',
  listDuration: 'Durée',
  listSteps: 'Étapes',
  listActions: 'Actions',
  listFilterLabel: 'Trouver des exécutions',
  listFilterLabelForCustomer: 'Trouver des traitements',
  listSearch: 'Rechercher des exécutions',
  listSearchForCustomer: 'Rechercher',
  listAnyStatus: 'Tous les états',
  listStatusPending: 'En attente',
  listStatusRunning: 'En cours',
  listStatusCompleted: 'Achevée',
  listStatusFailed: 'Échec',
  listStatusCancelled: 'Annulée',
  listFrom: 'Du',
  listTo: 'Au',
  listOrder: 'Ordre',
  listNewest: 'Récentes d’abord',
  listOldest: 'Anciennes d’abord',
  listColumns: 'Colonnes',
  listEmptyTitle: 'Aucune exécution pour l’instant',
  listEmptyTitleForCustomer: 'Rien pour l’instant',
  listEmptyText: 'Les exécutions s’affichent ici dès qu’elles sont lancées.',
  listEmptyTextForCustomer: 'Ce qui est lancé s’affiche ici.',
  listNoMatchTitle: 'Aucune exécution ne correspond',
  listNoMatchTitleForCustomer: 'Rien ne correspond',
  listNoMatchText: 'Essayez d’autres mots, un autre état ou une période plus longue.',
  listClear: 'Effacer les filtres',
  listLoading: 'Chargement des exécutions',
  listLoadingForCustomer: 'Chargement',
  listFailedTitle: 'Les exécutions n’ont pas pu être chargées',
  listFailedTitleForCustomer: 'Le chargement a échoué',
  listForbiddenText: 'Vous ne pouvez pas tout voir.',
  listOfflineText: 'Le chargement se fera à votre retour.',
  listLost: 'Les nouveautés n’arrivent plus. Nouvelle tentative en cours.',
  listMore: 'Afficher plus',
  listMoreFailed: 'La suite n’a pas pu être chargée.',
  listLoadingMore: 'Chargement…',
  listCount: (shown, total) =>
    total === null || total <= shown
      ? plural(shown, {
          one: (n) => `${n} exécution`,
          many: (n) => `${n} d’exécutions`,
          other: (n) => `${n} exécutions`,
        })
      : plural(total, {
          one: (n) => `${count(shown)} sur ${n} exécution`,
          many: (n) => `${count(shown)} sur ${n} d’exécutions`,
          other: (n) => `${count(shown)} sur ${n} exécutions`,
        }),
  listCountForCustomer: (shown, total) =>
    total === null || total <= shown ? count(shown) : `${count(shown)} sur ${count(total)}`,
  listNew: (runs) =>
    plural(runs, {
      one: (n) => `${n} nouvelle exécution`,
      many: (n) => `${n} de nouvelles exécutions`,
      other: (n) => `${n} nouvelles exécutions`,
    }),
  listNewForCustomer: (tasks) => `Du nouveau : ${count(tasks)}`,
  listViewer: 'Exécution choisie',
  listViewerForCustomer: 'Détails',
  listCloseViewer: 'Fermer',
  listCancel: (goal) => `Annuler : ${goal}`,
  listRunAgain: (goal) => `Relancer : ${goal}`,
  listRunAgainForCustomer: (title) => `Recommencer : ${title}`,

  // useRunNotification
  notificationDone: 'Ce que vous attendez est prêt',
  notificationEnded: 'Ce que vous attendez a pris fin',
}
