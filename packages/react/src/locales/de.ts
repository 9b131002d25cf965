import type { Messages } from '../messages.js'
import { createFormats } from './createFormats.js'

const { count, plural } = createFormats('de')

/** German. What a word stands for, and which other one is not used, is in `locales/de.md`. */
export const de: Messages = {
  // RunStatusBadge, LiveRunBadge
  statusPending: 'Wartet',
  statusRunning: 'Läuft',
  statusSucceeded: 'Erfolgreich',
  statusGoalFailed: 'Ziel nicht erreicht',
  statusNoResult: 'Kein Ergebnis',
  statusWithheld: 'Beendet',
  statusInvalidResult: 'Unerwartetes Ergebnis',
  statusFailed: 'Fehlgeschlagen',
  statusCancelled: 'Abgebrochen',
  statusUnknown: (status) => (status ? `Unbekannt: ${status}` : 'Unbekannt'),
  statusLoading: 'Wird geladen',
  statusUnavailable: 'Nicht verfügbar',

  // RunCounters
  countersLabel: 'Läufe nach Ausgang',
  // The words of the badges stand alone: "3 läuft" would be wrong.
  counter: (runs, label) => `${label}: ${count(runs)}`,

  // Times
  seconds: (seconds) => `${seconds} s`,
  minutes: (minutes, seconds) => (seconds ? `${minutes} min ${seconds} s` : `${minutes} min`),
  hours: (hours, minutes) => (minutes ? `${hours} h ${minutes} min` : `${hours} h`),
  timeElapsed: 'Verstrichene Zeit',

  // Several parts
  steps: (steps) => plural(steps, { one: '1 Schritt', other: (n) => `${n} Schritte` }),
  currentStep: (step) => `Schritt ${count(step)}`,
  goalUnknown: 'Unbenannter Lauf',
  stepsLabel: 'Schritte',
  close: 'Schließen',
  showMore: 'Mehr anzeigen',
  showLess: 'Weniger anzeigen',
  opensInNewTab: '(öffnet in neuem Tab)',
  copy: 'Kopieren',
  copied: 'Kopiert',
  retry: 'Erneut versuchen',

  // RunSummary
  summaryDuration: 'Dauer',
  summaryStarted: 'Gestartet',
  summaryCreated: 'Eingereiht',
  summarySite: 'Website',
  summaryProfile: 'Profil',
  summaryProxy: 'Proxy',
  summaryAttached: 'ja',
  summaryRunId: 'Lauf-ID',
  summaryRunPage: 'In TinyFish',
  openRunPage: 'In TinyFish öffnen',
  copyRunId: 'Lauf-ID kopieren',
  copySelected: 'Markiert, bitte von Hand kopieren',

  // RunViewer
  viewerLabel: (goal) => (goal ? `Lauf: ${goal}` : 'Lauf'),
  resultTab: 'Ergebnis',
  detailsTab: 'Details',
  liveViewTab: 'Live-Browser',
  recordingTab: 'Aufzeichnung',
  stepsTab: (steps) => (steps ? `Schritte ${count(steps)}` : 'Schritte'),
  panelFailedTitle: 'Dieser Teil konnte nicht angezeigt werden',
  panelFailedText: 'Der Rest der Seite ist nicht betroffen.',
  watchRecording: 'Aufzeichnung ansehen',
  showStepPictures: 'Bilder der Schritte',
  watchWithheldTitle: 'Der Lauf geht weiter',
  watchWithheldText:
    'Was dabei geschieht, wird Ihnen nicht gezeigt. Wie er ausgeht, steht dann hier.',

  // RunActions
  cancel: 'Abbrechen',
  cancelling: 'Bricht ab…',
  cancelFailed: 'Der Lauf konnte nicht abgebrochen werden. Versuchen Sie es erneut.',
  cancelRefused: 'Der Lauf wurde nicht abgebrochen: Ihnen fehlt die Berechtigung dazu.',
  runAgain: 'Wiederholen',
  retryIn: (time) => `Wiederholen in ${time}`,
  retryNow: 'Sie können es jetzt erneut versuchen.',

  // RunLiveView
  reload: 'Neu laden',
  liveViewLabel: 'Live-Browser',
  liveViewPicture: (status) => `Live-Browser: ${status}`,
  liveViewFrameTitle: (runId) => `Live-Browser, Lauf ${runId}`,
  liveViewViewOnly: 'Nur ansehen',
  liveViewHide: 'Ausblenden',
  liveViewShow: 'Live-Browser anzeigen',
  liveViewOpen: 'Öffnen',
  liveViewOpenLabel: 'Live-Browser in neuem Tab öffnen',
  liveViewFullscreen: 'Vollbild',
  liveViewExitFullscreen: 'Vollbild beenden',
  liveViewHiddenTitle: 'Der Live-Browser ist ausgeblendet',
  liveViewHiddenText: 'Bis Sie ihn wieder anzeigen, wird nichts geladen.',
  liveViewQueuedTitle: 'Der Lauf hat noch nicht begonnen',
  liveViewQueuedText: 'Der Live-Browser erscheint hier, sobald ein Browser frei ist.',
  liveViewStartingTitle: 'Gleich kommt der Live-Browser',
  liveViewStartingText: 'Der Lauf hat begonnen. Sein Browser wird vorbereitet.',
  liveViewWithheldTitle: 'Der Live-Browser wird Ihnen nicht gezeigt',
  liveViewWithheldText: 'Sie dürfen den Lauf sehen, aber nicht seinen Browser.',
  liveViewNoneTitle: 'Keine Live-Ansicht',
  liveViewNoneText: 'Der Lauf ist beendet. Es gibt keinen Live-Browser, der gezeigt werden kann.',
  liveViewConnecting: 'Die Verbindung zum Live-Browser wird hergestellt.',
  liveViewSlow: 'Der Live-Browser braucht länger als sonst. Sie können ihn neu laden.',
  liveViewNavigated: 'Die Seite im Live-Browser wurde neu geladen oder verlassen.',
  liveViewOffline: 'Sie sind offline. Das Bild steht möglicherweise still.',
  liveViewEndsSoon: 'Die Live-Ansicht endet in weniger als einer Minute.',
  liveViewControlled: 'Sie steuern',
  liveViewTurnTitle: 'Nicht gezeigt, damit diese Seite schnell bleibt',
  liveViewTurnText: 'Andere Live-Browser auf dieser Seite werden gerade gezeigt.',
  liveViewWatch: 'Ansehen',
  liveViewPausedTitle: 'Die Live-Ansicht ist angehalten',
  liveViewPausedText: 'Die Seite darin wollte Ihre Tastatur übernehmen.',
  liveViewPausedScrollText: 'Die Seite darin wollte diese Seite scrollen.',
  liveViewResume: 'Fortsetzen',
  liveViewBlockedTitle: 'Diese Seite lässt den Live-Browser nicht zu',
  liveViewBlockedText: (directive, origin) =>
    `Die Content-Security-Policy der Seite hat ihn blockiert. Wer die Seite betreibt, kann ${origin} bei ${directive} eintragen.`,
  liveViewKeptOutText: (origin) =>
    `Die Cross-Origin-Embedder-Policy der Seite hält ${origin} fern, und dieser Browser kennt keinen Weg daran vorbei. Öffnen Sie den Live-Browser in einem neuen Tab oder in einem anderen Browser.`,
  liveViewSameOriginTitle: 'Der Live-Browser wurde entfernt',
  liveViewSameOriginText:
    'Er wurde auf eine Seite dieser Website weitergeleitet und hätte dort erreichen können, was Sie hier sehen.',
  liveViewNoDocumentTitle: 'Vom Live-Browser kam nichts',
  liveViewNoDocumentText:
    'Er hat nicht rechtzeitig geantwortet. Der Lauf kann trotzdem weitergehen.',
  liveViewNotLoadedTitle: 'Der Live-Browser konnte nicht geladen werden',
  liveViewNotLoadedText:
    'Ein Teil dieser Seite ist nicht angekommen. Fehlt er weiterhin, laden Sie die Seite neu.',
  liveViewMayBeAvailable: (time, left) =>
    `Der Lauf ist beendet. Sein Browser ist möglicherweise bis ${time} verfügbar, noch ${left}.`,
  liveViewExpiredTitle: 'Die Live-Ansicht ist beendet',
  liveViewExpiredText: (time) => `Sie war längstens bis ${time} verfügbar.`,
  liveViewRefusedTitle: 'Diese Live-Ansicht wird nicht gezeigt',
  liveViewRefusedHost: (host) =>
    `Sie liegt auf ${host}, und das ist kein bekannter Host von TinyFish. Wenn Sie ihm vertrauen, tragen Sie ihn in allowedStreamHosts ein.`,
  liveViewRefusedUrl: 'Die Adresse lässt sich nicht sicher anzeigen.',
  liveViewUnknownTitle: 'Die Live-Ansicht ist möglicherweise beendet',
  liveViewUnknownText: 'Es ist nicht bekannt, ob und wann dieser Lauf geendet hat.',
  liveViewTryAnyway: 'Trotzdem laden',

  // RunLiveView, for those who may take control
  liveViewTakeControl: 'Steuerung übernehmen',
  liveViewExitControl: 'Steuerung abgeben',
  liveViewControlHint:
    'Leitet Maus und Tastatur in den Live-Browser. Zurück geht es mit „Steuerung abgeben“ oder F6.',
  liveViewControlWarning:
    'Was Sie eingeben, geht an einen entfernten Browser: Geben Sie keine eigenen Passwörter ein.',
  liveViewSkip: 'Live-Browser überspringen',

  // RunRecording
  recordingLabel: 'Aufzeichnung',
  recordingRenewing: 'Die Aufzeichnung wird erneut geladen',
  recordingFailedTitle: 'Die Aufzeichnung konnte nicht geladen werden',
  recordingFailedText:
    'Vielleicht gibt es sie nicht mehr, oder diese Seite darf sie nicht abspielen.',
  recordingRefusedTitle: 'Diese Aufzeichnung wird nicht gezeigt',
  recordingRefusedText: 'Die Adresse lässt sich nicht sicher abspielen.',
  recordingWaitingTitle: 'Die Aufzeichnung ist noch nicht da',
  recordingWaitingText: 'Nach dem Ende des Laufs dauert es einen Moment, bis sie fertig ist.',
  recordingNoneTitle: 'Keine Aufzeichnung',
  recordingNoneText: 'Dieser Lauf wurde nicht aufgezeichnet.',

  // RunSteps
  stepsJump: 'Zum neuesten Schritt',
  stepsNone: 'Noch keine Schritte',
  stepsNoneEnded: 'Der Lauf endete ohne einen Schritt.',
  stepUntitled: 'Schritt',
  stepAnnouncement: (step, action) => `Schritt ${count(step)}: ${action}`,
  stepDone: 'Fertig',
  stepRunning: 'läuft',
  stepPicture: 'Bild',
  stepPictureLabel: (step) => `Bild zu Schritt ${count(step)}`,
  stepPictureClose: 'Bild schließen',
  stepPictureLoading: 'Das Bild wird geladen',
  stepPictureNone: 'Zu diesem Schritt gibt es kein Bild.',
  stepPictureFailed: 'Das Bild konnte nicht geladen werden.',
  stepPictureInvalid: 'Das ist kein Bild, das gezeigt werden kann.',
  stepPictureBlocked: 'Eine Richtlinie dieser Seite verbirgt das Bild.',

  // RunResult
  resultSource: 'Aus Webseiten ausgelesen',
  resultRows: (rows) => plural(rows, { one: '1 Zeile', other: (n) => `${n} Zeilen` }),
  resultShowMore: (more) => `${count(more)} weitere anzeigen`,
  resultShowAll: 'Alles anzeigen',
  resultTextCut: (shown, length) =>
    `Die ersten ${count(shown)} von ${count(length)} Zeichen. Der Download enthält alle.`,
  resultApproximate: 'gerundet',
  resultCircular: '[Zirkelbezug]',
  resultUnreadable: '[nicht lesbar]',
  resultTreeLabel: 'Ergebnis als Baum',
  resultExpandAll: 'Alles aufklappen',
  resultExpandedPart: 'Es lässt sich noch mehr aufklappen.',
  resultCollapseAll: 'Alles zuklappen',
  resultChosen: (name) => `Wert von ${name}`,
  resultItems: (items) => plural(items, { one: '1 Eintrag', other: (n) => `${n} Einträge` }),
  resultFields: (fields) => plural(fields, { one: '1 Feld', other: (n) => `${n} Felder` }),
  resultTooDeep: 'Tiefere Ebenen werden nicht gezeigt. Der Download enthält sie.',
  resultYes: 'ja',
  resultNo: 'nein',
  resultRegion: 'Ergebnis, aus Webseiten ausgelesen',
  resultTableLabel: 'Ergebnis',
  resultTableOf: (name) => `Tabelle: ${name}`,
  resultColumnsCut: (columns) =>
    `Die ersten ${count(columns)} Spalten. Baum und Download enthalten alle.`,
  resultFieldNote: (key, description) => (description ? `${key}: ${description}` : key),
  resultRow: (row) => `Zeile ${count(row)}`,
  resultDetail: (name, row) => `${name}, Zeile ${count(row)}`,
  resultViews: 'Anzeigen als',
  resultViewTable: 'Tabelle',
  resultViewRecord: 'Felder',
  resultViewTree: 'Baum',
  resultViewText: 'Text',
  resultViewRaw: 'Rohdaten',
  resultRawLabel: 'Ergebnis als JSON',
  resultRawCut: (lines) => `Die ersten ${count(lines)} Zeilen. Der Download enthält alle.`,
  resultSearch: 'Ergebnis durchsuchen',
  resultSearching: 'Wird gesucht…',
  resultNoMatch: 'Kein Treffer',
  resultMatch: (position, matches, hasMore) =>
    `${count(position)} von ${count(matches)}${hasMore ? '+' : ''}`,
  resultMatchingRows: (rows) =>
    plural(rows, { one: '1 passende Zeile', other: (n) => `${n} passende Zeilen` }),
  resultPrevious: 'Vorheriger Treffer',
  resultNext: 'Nächster Treffer',
  resultCopyFailed: 'Nicht kopiert. Laden Sie das Ergebnis stattdessen herunter.',
  resultDownload: (format) => `Als ${format} herunterladen`,

  // Characters that are not seen
  textHidden: (code) => `Verborgenes Zeichen ${code}`,
  textHiddenMore: (more) =>
    plural(more, {
      one: '1 weiteres verborgenes Zeichen',
      other: (n) => `${n} weitere verborgene Zeichen`,
    }),
  textMarks: (more) =>
    plural(more, {
      one: '1 weiterer Akzent auf diesem Buchstaben',
      other: (n) => `${n} weitere Akzente auf diesem Buchstaben`,
    }),

  // What a run came to
  goalFailedTitle: 'Das Ziel wurde nicht erreicht',
  goalFailedText:
    'Der Browser hat funktioniert. Versuchen Sie es mit einem genaueren Ziel oder einer anderen Startseite.',
  withheldTitle: 'Der Lauf ist beendet',
  withheldText:
    'Sein Ergebnis wird hier nicht gezeigt. Ob das Ziel erreicht wurde, ist deshalb nicht bekannt.',
  noResultTitle: 'Der Lauf hat kein Ergebnis gebracht',
  noResultText:
    'Der Browser hat funktioniert, aber nichts gefunden. Geben Sie im Ziel an, was ausgelesen werden soll und wo es steht.',
  invalidResultTitle: 'Das Ergebnis hat nicht die erwartete Form',
  invalidResultText:
    'Der Lauf ist abgeschlossen, aber diese Teile weichen von dem ab, was verlangt war.',
  resultMoreIssues: (more) => `${count(more)} weitere`,
  cancelledTitle: 'Der Lauf wurde abgebrochen',
  cancelledText: 'Er endete vorzeitig, deshalb gibt es kein Ergebnis.',
  resultShow: 'Ergebnis anzeigen',
  resultHide: 'Ergebnis ausblenden',

  // RunError
  failedTitle: 'Der Lauf ist fehlgeschlagen',
  failedUnknown: 'Die Ursache ist nicht bekannt. Vielleicht hilft es, den Lauf zu wiederholen.',
  failedSystemTitle: 'Bei TinyFish gab es ein Problem',
  failedSystem: 'Es lag nicht an Ihnen. Meist hilft es, den Lauf zu wiederholen.',
  failedAgentTitle: 'Der Agent hat es nicht geschafft',
  failedAgent: 'Ändern Sie das Ziel, die Startseite oder das Browserprofil.',
  failedBillingTitle: 'Das Guthaben reicht nicht für diesen Lauf',
  failedBilling: 'Laden Sie das Guthaben auf und wiederholen Sie den Lauf.',
  failedHelpLink: (host) => `Hilfe auf ${host}`,
  profileHintAuthWall:
    'Die Website verlangt eine Anmeldung. Ein Browserprofil kann angemeldet sein.',
  profileHintBotChallenge:
    'Die Website prüft, ob ihre Besucher Menschen sind. Mit einem Browserprofil kann es gelingen.',
  profileHintOther: (reason) =>
    reason ? `Ein Browserprofil kann helfen: ${reason}` : 'Ein Browserprofil kann helfen.',
  profileHintLink: (host) => `Profil auf ${host} einrichten`,

  // The connection, and runs that cannot be read
  loadingRun: 'Der Lauf wird geladen',
  connectionLost: 'Die Verbindung ist unterbrochen. Ein neuer Versuch läuft.',
  connectionOffline: 'Sie sind offline. Es geht weiter, sobald Sie wieder verbunden sind.',
  connectionStopped: (problem) => `Die Anzeige wird nicht mehr aktualisiert. ${problem}.`,
  connectionStalled:
    'Dieser Lauf ist nach einem Tag noch nicht beendet. Die Anzeige wird nicht mehr aktualisiert.',
  errorNotFoundTitle: 'Dieser Lauf wurde nicht gefunden',
  errorNotFoundText: 'Es gibt ihn nicht, oder Sie dürfen ihn nicht sehen.',
  errorUnauthorizedTitle: 'Sie sind nicht angemeldet',
  errorUnauthorizedText: 'Melden Sie sich erneut an, um diesen Lauf zu sehen.',
  errorForbiddenTitle: 'Sie dürfen diesen Lauf nicht sehen',
  errorForbiddenText: 'Bitten Sie die Person um Zugriff, die ihn gestartet hat.',
  errorGoneTitle: 'Diesen Lauf gibt es nicht mehr',
  errorGoneText: 'Er wurde entfernt.',
  errorInvalidIdTitle: 'Das ist keine Lauf-ID',
  errorInvalidIdText:
    'Eine Lauf-ID besteht nur aus Buchstaben, Ziffern, Bindestrichen und Unterstrichen.',
  errorReadTitle: 'Der Lauf konnte nicht geladen werden',
  errorReadText: 'Die Antwort des Servers lässt sich nicht lesen.',
  errorNoOriginTitle: 'Der Server kennt diese Seite nicht',
  errorNoOriginText:
    'Die Seite hat den Ursprung „null“, weil sie eine Datei ist oder in einer App gezeigt wird. Öffnen Sie sie unter ihrer Adresse im Web.',
  errorOfflineTitle: 'Sie sind offline',
  errorOfflineText: 'Der Lauf wird geladen, sobald Sie wieder verbunden sind.',
  errorRetrying: (problem) => `${problem} Ein neuer Versuch läuft.`,

  // RunForm
  formUrl: 'Startseite',
  formUrlPlaceholder: 'https://example.com',
  formGoal: 'Ziel',
  formGoalPlaceholder: 'Die ersten zehn Produkte mit Name, Preis und Bestand auslesen',
  formSubmit: 'Lauf starten',
  formSubmitting: 'Startet…',
  formUrlInvalid: 'Geben Sie eine Webadresse ein, die mit https:// oder http:// beginnt.',
  formGoalMissing: 'Geben Sie an, was der Lauf tun soll.',
  formFailed: 'Der Lauf wurde nicht gestartet.',
  formFailedField: (field, problem) =>
    `Der Lauf wurde wegen „${field}“ nicht gestartet: ${problem}`,
  formUncertain:
    'Es ist nicht bekannt, ob der Lauf gestartet wurde. Sehen Sie bei den neuesten Läufen nach, bevor Sie es erneut versuchen.',
  formFailedPayment: 'Der Lauf wurde nicht gestartet: Das Guthaben ist aufgebraucht.',
  formFailedForbidden: 'Der Lauf wurde nicht gestartet: Ihnen fehlt die Berechtigung dazu.',
  formFailedRateLimited:
    'Der Lauf wurde nicht gestartet: Es waren zu viele auf einmal. Warten Sie einen Moment.',

  // RunList
  listLabel: 'Läufe',
  listStatus: 'Status',
  listGoal: 'Ziel',
  listStarted: 'Gestartet',
  listDuration: 'Dauer',
  listSteps: 'Schritte',
  listActions: 'Aktionen',
  listFilterLabel: 'Läufe finden',
  listSearch: 'Läufe durchsuchen',
  listAnyStatus: 'Jeder Status',
  listStatusPending: 'Wartet',
  listStatusRunning: 'Läuft',
  listStatusCompleted: 'Abgeschlossen',
  listStatusFailed: 'Fehlgeschlagen',
  listStatusCancelled: 'Abgebrochen',
  listFrom: 'Von',
  listTo: 'Bis',
  listOrder: 'Reihenfolge',
  listNewest: 'Neueste zuerst',
  listOldest: 'Älteste zuerst',
  listColumns: 'Spalten',
  listEmptyTitle: 'Noch keine Läufe',
  listEmptyText: 'Läufe erscheinen hier, sobald sie gestartet werden.',
  listNoMatchTitle: 'Keine passenden Läufe',
  listNoMatchText:
    'Versuchen Sie es mit anderen Wörtern, einem anderen Status oder einem längeren Zeitraum.',
  listClear: 'Filter zurücksetzen',
  listLoading: 'Läufe werden geladen',
  listFailedTitle: 'Die Läufe konnten nicht geladen werden',
  listOfflineText: 'Die Läufe werden geladen, sobald Sie wieder verbunden sind.',
  listLost: 'Neue Läufe kommen gerade nicht an. Ein neuer Versuch läuft.',
  listMore: 'Mehr anzeigen',
  listMoreFailed: 'Weitere Läufe konnten nicht geladen werden.',
  listLoadingMore: 'Wird geladen…',
  listCount: (shown, total) =>
    total === null || total <= shown
      ? plural(shown, { one: '1 Lauf', other: (n) => `${n} Läufe` })
      : `${count(shown)} von ${count(total)} Läufen`,
  listNew: (runs) => plural(runs, { one: '1 neuer Lauf', other: (n) => `${n} neue Läufe` }),
  listViewer: 'Ausgewählter Lauf',
  listCloseViewer: 'Schließen',
  listCancel: (goal) => `Abbrechen: ${goal}`,
  listRunAgain: (goal) => `Wiederholen: ${goal}`,

  // useRunNotification
  notificationDone: 'Ihr Lauf ist fertig',
  notificationEnded: 'Ihr Lauf ist beendet',
}
