import type { Messages } from '../messages.js'
import { createFormats } from './createFormats.js'

const { count, plural } = createFormats('es')

/** Spanish. What a word stands for, and which other one is not used, is in `locales/es.md`. */
export const es: Messages = {
  // RunStatusBadge, LiveRunBadge
  statusPending: 'En cola',
  statusRunning: 'En curso',
  statusSucceeded: 'Con éxito',
  statusGoalFailed: 'Objetivo no logrado',
  statusNoResult: 'Sin resultado',
  statusWithheld: 'Terminada',
  statusInvalidResult: 'Resultado inesperado',
  statusFailed: 'Fallida',
  statusCancelled: 'Cancelada',
  statusUnknown: (status) => (status ? `Desconocida: ${status}` : 'Desconocida'),
  statusLoading: 'Cargando',
  statusUnavailable: 'No disponible',

  // RunCounters
  countersLabel: 'Ejecuciones por desenlace',
  // The words of the badges stand alone: they do not take the plural of what is counted.
  counter: (runs, label) => `${label}: ${count(runs)}`,

  // Times
  seconds: (seconds) => `${seconds} s`,
  minutes: (minutes, seconds) => (seconds ? `${minutes} min ${seconds} s` : `${minutes} min`),
  hours: (hours, minutes) => (minutes ? `${hours} h ${minutes} min` : `${hours} h`),
  timeElapsed: 'Tiempo transcurrido',

  // Several parts
  steps: (steps) =>
    plural(steps, {
      one: (n) => `${n} paso`,
      many: (n) => `${n} de pasos`,
      other: (n) => `${n} pasos`,
    }),
  currentStep: (step) => `paso ${count(step)}`,
  goalUnknown: 'Ejecución sin título',
  stepsLabel: 'Pasos',
  close: 'Cerrar',
  showMore: 'Mostrar más',
  showLess: 'Mostrar menos',
  opensInNewTab: '(se abre en otra pestaña)',
  copy: 'Copiar',
  copied: 'Copiado',
  retry: 'Reintentar',

  // RunSummary
  summaryDuration: 'Duración',
  summaryStarted: 'Inicio',
  summaryCreated: 'Puesta en cola',
  summarySite: 'Sitio',
  summaryProfile: 'Perfil',
  summaryProxy: 'Proxy',
  summaryAttached: 'sí',
  summaryRunId: 'ID de la ejecución',
  summaryRunPage: 'En TinyFish',
  openRunPage: 'Abrir en TinyFish',
  copyRunId: 'Copiar el ID de la ejecución',
  copySelected: 'Seleccionado, falta copiarlo',

  // RunViewer
  viewerLabel: (goal) => (goal ? `Ejecución: ${goal}` : 'Ejecución'),
  resultTab: 'Resultado',
  detailsTab: 'Detalles',
  liveViewTab: 'En vivo',
  recordingTab: 'Grabación',
  stepsTab: (steps) => (steps ? `Pasos ${count(steps)}` : 'Pasos'),
  panelFailedTitle: 'No se pudo mostrar esta parte',
  panelFailedText: 'El resto de la página no se ve afectado.',
  watchRecording: 'Ver la grabación',
  showStepPictures: 'Imágenes de los pasos',
  watchWithheldTitle: 'La ejecución continúa',
  watchWithheldText: 'Lo que hace no se muestra aquí. Su desenlace sí se indicará.',

  // RunActions
  cancel: 'Cancelar',
  cancelling: 'Cancelando…',
  cancelFailed: 'No se pudo cancelar la ejecución. Vuelva a intentarlo.',
  cancelRefused: 'No se canceló la ejecución: no tiene permiso para hacerlo.',
  runAgain: 'Repetir',
  retryIn: (time) => `Repetir en ${time}`,
  retryNow: 'Ya se puede volver a intentar.',

  // RunLiveView
  reload: 'Recargar',
  liveViewLabel: 'Navegador en vivo',
  liveViewPicture: (status) => `Navegador en vivo: ${status}`,
  liveViewFrameTitle: (runId) => `Navegador en vivo, ejecución ${runId}`,
  liveViewViewOnly: 'Solo lectura',
  liveViewHide: 'Ocultar',
  liveViewShow: 'Mostrar el navegador',
  liveViewOpen: 'Abrir',
  liveViewOpenLabel: 'Abrir el navegador en vivo en otra pestaña',
  liveViewFullscreen: 'Pantalla completa',
  liveViewExitFullscreen: 'Salir de pantalla completa',
  liveViewHiddenTitle: 'El navegador en vivo está oculto',
  liveViewHiddenText: 'No se carga nada hasta que se muestre.',
  liveViewQueuedTitle: 'La ejecución aún no ha empezado',
  liveViewQueuedText: 'El navegador en vivo aparecerá aquí en cuanto haya uno libre.',
  liveViewStartingTitle: 'El navegador en vivo está por llegar',
  liveViewStartingText: 'La ejecución ha empezado. Su navegador se está preparando.',
  liveViewWithheldTitle: 'El navegador en vivo no está a la vista',
  liveViewWithheldText: 'Su acceso permite ver la ejecución, pero no su navegador.',
  liveViewNoneTitle: 'Sin vista en vivo',
  liveViewNoneText: 'La ejecución terminó sin un navegador en vivo que se pueda mostrar.',
  liveViewConnecting: 'Conectando con el navegador en vivo.',
  liveViewSlow: 'El navegador en vivo tarda más de lo normal. Puede recargarlo.',
  liveViewNavigated: 'La página del navegador en vivo se recargó o se abandonó.',
  liveViewOffline: 'Sin conexión. La imagen puede estar detenida.',
  liveViewEndsSoon: 'La vista en vivo termina en menos de un minuto.',
  liveViewControlled: 'Tiene el control',
  liveViewTurnTitle: 'No se muestra, para no sobrecargar esta página',
  liveViewTurnText: 'Ahora se muestran otros navegadores en vivo de esta página.',
  liveViewWatch: 'Ver',
  liveViewPausedTitle: 'La vista en vivo está en pausa',
  liveViewPausedText: 'La página mostrada intentó apoderarse del teclado.',
  liveViewPausedScrollText: 'La página mostrada intentó desplazar esta página.',
  liveViewResume: 'Reanudar',
  liveViewBlockedTitle: 'Esta página no permite el navegador en vivo',
  liveViewBlockedText: (directive, origin) =>
    `Su Content-Security-Policy lo bloqueó. Quien administra esta página puede añadir ${origin} a ${directive}.`,
  liveViewKeptOutText: (origin) =>
    `Su Cross-Origin-Embedder-Policy deja fuera a ${origin}, y con este navegador no hay manera de evitarlo. Abra el navegador en vivo en otra pestaña o use otro navegador.`,
  liveViewSameOriginTitle: 'Se retiró el navegador en vivo',
  liveViewSameOriginText:
    'Se redirigió a una página de este sitio, desde donde podría haber accedido a lo que se ve aquí.',
  liveViewNoDocumentTitle: 'No llegó nada del navegador en vivo',
  liveViewNoDocumentText: 'No respondió a tiempo. Es posible que la ejecución continúe igualmente.',
  liveViewNotLoadedTitle: 'No se pudo cargar el navegador en vivo',
  liveViewNotLoadedText:
    'Una parte de esta página no llegó. Si sigue sin llegar, recargue la página.',
  liveViewMayBeAvailable: (time, left) =>
    `La ejecución terminó. Es posible que su navegador esté disponible hasta ${time} (quedan ${left}).`,
  liveViewExpiredTitle: 'La vista en vivo terminó',
  liveViewExpiredText: (time) => `Estuvo disponible, como máximo, hasta ${time}.`,
  liveViewRefusedTitle: 'Esta vista en vivo no se muestra',
  liveViewRefusedHost: (host) =>
    `Está en ${host}, que no es un host conocido de TinyFish. Si es de confianza, añádalo a allowedStreamHosts.`,
  liveViewRefusedUrl: 'Su dirección no se puede mostrar de forma segura.',
  liveViewUnknownTitle: 'Es posible que la vista en vivo haya terminado',
  liveViewUnknownText: 'No se sabe si esta ejecución terminó, ni cuándo.',
  liveViewTryAnyway: 'Cargar de todos modos',

  // RunLiveView, for those who may take control
  liveViewTakeControl: 'Tomar el control',
  liveViewExitControl: 'Dejar el control',
  liveViewControlHint:
    'Pasa el ratón y el teclado al navegador en vivo. Para salir, “Dejar el control” o F6.',
  liveViewControlWarning:
    'Lo que se escribe llega a un navegador remoto: no introduzca contraseñas propias.',
  liveViewSkip: 'Saltar el navegador en vivo',

  // RunRecording
  recordingLabel: 'Grabación',
  recordingRenewing: 'La grabación se está recargando',
  recordingFailedTitle: 'No se pudo cargar la grabación',
  recordingFailedText:
    'Puede que ya no exista o que esta página no tenga permiso para reproducirla.',
  recordingRefusedTitle: 'Esta grabación no se muestra',
  recordingRefusedText: 'Su dirección no se puede reproducir de forma segura.',
  recordingWaitingTitle: 'La grabación aún no está lista',
  recordingWaitingText: 'Tarda un momento en prepararse tras el fin de la ejecución.',
  recordingNoneTitle: 'Sin grabación',
  recordingNoneText: 'Esta ejecución no se grabó.',

  // RunSteps
  stepsJump: 'Ir al último paso',
  stepsNone: 'Aún no hay pasos',
  stepsNoneEnded: 'La ejecución terminó sin ningún paso.',
  stepUntitled: 'Paso',
  stepAnnouncement: (step, action) => `Paso ${count(step)}: ${action}`,
  stepDone: 'Hecho',
  stepRunning: 'en curso',
  stepPicture: 'Imagen',
  stepPictureLabel: (step) => `Imagen del paso ${count(step)}`,
  stepPictureClose: 'Cerrar la imagen',
  stepPictureLoading: 'Cargando la imagen',
  stepPictureNone: 'No hay imagen de este paso.',
  stepPictureFailed: 'No se pudo cargar la imagen.',
  stepPictureInvalid: 'No es una imagen que se pueda mostrar.',
  stepPictureBlocked: 'Una directiva de esta página oculta la imagen.',

  // RunResult
  resultSource: 'Extraído de páginas web',
  resultRows: (rows) =>
    plural(rows, {
      one: (n) => `${n} fila`,
      many: (n) => `${n} de filas`,
      other: (n) => `${n} filas`,
    }),
  resultShowMore: (more) => `Mostrar ${count(more)} más`,
  resultShowAll: 'Mostrar todo',
  resultTextCut: (shown, length) =>
    `Primeros ${count(shown)} caracteres de ${count(length)}. La descarga los incluye todos.`,
  resultApproximate: 'aproximado',
  resultCircular: '[referencia circular]',
  resultUnreadable: '[ilegible]',
  resultTreeLabel: 'Resultado en árbol',
  resultExpandAll: 'Expandir todo',
  resultExpandedPart: 'Queda más por expandir.',
  resultCollapseAll: 'Contraer todo',
  resultChosen: (name) => `Valor de ${name}`,
  resultItems: (items) =>
    plural(items, {
      one: (n) => `${n} elemento`,
      many: (n) => `${n} de elementos`,
      other: (n) => `${n} elementos`,
    }),
  resultFields: (fields) =>
    plural(fields, {
      one: (n) => `${n} campo`,
      many: (n) => `${n} de campos`,
      other: (n) => `${n} campos`,
    }),
  resultTooDeep: 'Los niveles más profundos no se muestran. La descarga los incluye.',
  resultYes: 'sí',
  resultNo: 'no',
  resultRegion: 'Resultado, extraído de páginas web',
  resultTableLabel: 'Resultado',
  resultTableOf: (name) => `Tabla: ${name}`,
  resultColumnsCut: (columns) =>
    `Primeras ${count(columns)} columnas. El árbol y la descarga las incluyen todas.`,
  resultFieldNote: (key, description) => (description ? `${key}: ${description}` : key),
  resultRow: (row) => `fila ${count(row)}`,
  resultDetail: (name, row) => `${name}, fila ${count(row)}`,
  resultViews: 'Mostrar como',
  resultViewTable: 'Tabla',
  resultViewRecord: 'Campos',
  resultViewTree: 'Árbol',
  resultViewText: 'Texto',
  resultViewRaw: 'Sin formato',
  resultRawLabel: 'Resultado en JSON',
  resultRawCut: (lines) => `Primeras ${count(lines)} líneas. La descarga las incluye todas.`,
  resultSearch: 'Buscar en el resultado',
  resultSearching: 'Buscando…',
  resultNoMatch: 'Sin coincidencias',
  resultMatch: (position, matches, hasMore) =>
    `${count(position)} de ${count(matches)}${hasMore ? '+' : ''}`,
  resultMatchingRows: (rows) =>
    plural(rows, {
      one: (n) => `${n} fila coincide`,
      many: (n) => `${n} de filas coinciden`,
      other: (n) => `${n} filas coinciden`,
    }),
  resultPrevious: 'Coincidencia anterior',
  resultNext: 'Coincidencia siguiente',
  resultCopyFailed: 'No se copió. El resultado se puede descargar.',
  resultDownload: (format) => `Descargar como ${format}`,

  // Characters that are not seen
  textHidden: (code) => `Carácter oculto ${code}`,
  textHiddenMore: (more) =>
    plural(more, {
      one: (n) => `${n} carácter oculto más`,
      many: (n) => `${n} de caracteres ocultos más`,
      other: (n) => `${n} caracteres ocultos más`,
    }),
  textMarks: (more) =>
    plural(more, {
      one: (n) => `${n} signo más sobre esta letra`,
      many: (n) => `${n} de signos más sobre esta letra`,
      other: (n) => `${n} signos más sobre esta letra`,
    }),

  // What a run came to
  goalFailedTitle: 'No se logró el objetivo',
  goalFailedText:
    'El navegador funcionó. Puede ayudar un objetivo más preciso u otra página inicial.',
  withheldTitle: 'La ejecución terminó',
  withheldText: 'Su resultado no se muestra aquí, así que no se sabe si se logró el objetivo.',
  noResultTitle: 'La ejecución no trajo ningún resultado',
  noResultText:
    'El navegador funcionó, pero no encontró nada. Indique en el objetivo qué hay que extraer y dónde está.',
  invalidResultTitle: 'El resultado no tiene la forma esperada',
  invalidResultText: 'La ejecución se completó, pero estas partes difieren de lo que se pidió.',
  resultMoreIssues: (more) => `${count(more)} más`,
  cancelledTitle: 'Se canceló la ejecución',
  cancelledText: 'Se detuvo antes de terminar, así que no hay resultado.',
  resultShow: 'Mostrar el resultado',
  resultHide: 'Ocultar el resultado',

  // RunError
  failedTitle: 'La ejecución falló',
  failedUnknown: 'No se conoce la causa. Repetir la ejecución puede ayudar.',
  failedSystemTitle: 'Hubo un problema en TinyFish',
  failedSystem: 'No fue culpa suya. Repetir la ejecución suele ayudar.',
  failedAgentTitle: 'El agente no pudo hacerlo',
  failedAgent: 'Cambie el objetivo, la página inicial o el perfil de navegador.',
  failedBillingTitle: 'El saldo no alcanza para esta ejecución',
  failedBilling: 'Añada saldo y repita la ejecución.',
  failedHelpLink: (host) => `Ayuda en ${host}`,
  profileHintAuthWall:
    'El sitio pide iniciar sesión. Un perfil de navegador puede tener la sesión iniciada.',
  profileHintBotChallenge:
    'El sitio comprueba si sus visitantes son personas. Un perfil de navegador quizá lo supere.',
  profileHintOther: (reason) =>
    reason
      ? `Un perfil de navegador puede ayudar: ${reason}`
      : 'Un perfil de navegador puede ayudar.',
  profileHintLink: (host) => `Configurar un perfil en ${host}`,

  // The connection, and runs that cannot be read
  loadingRun: 'Cargando la ejecución',
  connectionLost: 'Se perdió la conexión. Reintentando.',
  connectionOffline: 'Sin conexión. El seguimiento se reanudará al recuperarla.',
  connectionStopped: (problem) => `El seguimiento se detuvo. ${problem}.`,
  connectionStalled: 'Esta ejecución no ha terminado en un día. El seguimiento se detuvo.',
  errorNotFoundTitle: 'No se encontró esta ejecución',
  errorNotFoundText: 'No existe, o no tiene permiso para verla.',
  errorUnauthorizedTitle: 'No ha iniciado sesión',
  errorUnauthorizedText: 'Inicie sesión de nuevo para ver esta ejecución.',
  errorForbiddenTitle: 'No tiene permiso para ver esta ejecución',
  errorForbiddenText: 'Pida acceso a la persona que la inició.',
  errorGoneTitle: 'Esta ejecución ya no se conserva',
  errorGoneText: 'Se eliminó.',
  errorInvalidIdTitle: 'No es un ID de ejecución',
  errorInvalidIdText: 'Un ID de ejecución solo lleva letras, cifras, guiones y guiones bajos.',
  errorReadTitle: 'No se pudo cargar la ejecución',
  errorReadText: 'La respuesta del servidor no se puede leer.',
  errorNoOriginTitle: 'El servidor no conoce esta página',
  errorNoOriginText:
    'Su origen es “null”, porque es un archivo o se muestra dentro de una aplicación. Ábrala en su dirección en la web.',
  errorOfflineTitle: 'Sin conexión',
  errorOfflineText: 'La ejecución se cargará cuando vuelva la conexión.',
  errorRetrying: (problem) => `${problem} Reintentando.`,

  // RunForm
  formUrl: 'Página inicial',
  formUrlPlaceholder: 'https://example.com',
  formGoal: 'Objetivo',
  formGoalPlaceholder: 'Extraer los diez primeros productos con nombre, precio y existencias',
  formSubmit: 'Iniciar ejecución',
  formSubmitting: 'Iniciando…',
  formUrlInvalid: 'Introduzca una dirección web que empiece por https:// o http://.',
  formGoalMissing: 'Indique qué debe hacer la ejecución.',
  formFailed: 'No se inició la ejecución.',
  formFailedField: (field, problem) => `No se inició la ejecución, debido a “${field}”: ${problem}`,
  formUncertain:
    'No se sabe si la ejecución se inició. Consulte las últimas ejecuciones antes de volver a intentarlo.',
  formFailedPayment: 'No se inició la ejecución: la cuenta no tiene saldo.',
  formFailedForbidden: 'No se inició la ejecución: no tiene permiso para hacerlo.',
  formFailedRateLimited: 'No se inició la ejecución: son demasiadas a la vez. Espere un momento.',

  // RunList
  listLabel: 'Ejecuciones',
  listStatus: 'Estado',
  listGoal: 'Objetivo',
  listStarted: 'Inicio',
  listDuration: 'Duración',
  listSteps: 'Pasos',
  listActions: 'Acciones',
  listFilterLabel: 'Buscar y filtrar ejecuciones',
  listSearch: 'Buscar ejecuciones',
  listAnyStatus: 'Cualquier estado',
  listStatusPending: 'En cola',
  listStatusRunning: 'En curso',
  listStatusCompleted: 'Completada',
  listStatusFailed: 'Fallida',
  listStatusCancelled: 'Cancelada',
  listFrom: 'Desde',
  listTo: 'Hasta',
  listOrder: 'Orden',
  listNewest: 'Más recientes',
  listOldest: 'Más antiguas',
  listColumns: 'Columnas',
  listEmptyTitle: 'Aún no hay ejecuciones',
  listEmptyText: 'Las ejecuciones aparecen aquí en cuanto se inician.',
  listNoMatchTitle: 'Ninguna ejecución coincide',
  listNoMatchText: 'Pruebe con otras palabras, otro estado o un periodo más largo.',
  listClear: 'Quitar los filtros',
  listLoading: 'Cargando ejecuciones',
  listFailedTitle: 'No se pudieron cargar las ejecuciones',
  listOfflineText: 'Las ejecuciones se cargarán cuando vuelva la conexión.',
  listLost: 'Por ahora no llegan ejecuciones nuevas. Reintentando.',
  listMore: 'Mostrar más',
  listMoreFailed: 'No se pudieron cargar más ejecuciones.',
  listLoadingMore: 'Cargando…',
  listCount: (shown, total) =>
    total === null || total <= shown
      ? plural(shown, {
          one: (n) => `${n} ejecución`,
          many: (n) => `${n} de ejecuciones`,
          other: (n) => `${n} ejecuciones`,
        })
      : plural(total, {
          one: (n) => `${count(shown)} de ${n} ejecución`,
          many: (n) => `${count(shown)} de ${n} de ejecuciones`,
          other: (n) => `${count(shown)} de ${n} ejecuciones`,
        }),
  listNew: (runs) =>
    plural(runs, {
      one: (n) => `${n} ejecución nueva`,
      many: (n) => `${n} de ejecuciones nuevas`,
      other: (n) => `${n} ejecuciones nuevas`,
    }),
  listViewer: 'Ejecución elegida',
  listCloseViewer: 'Cerrar',
  listCancel: (goal) => `Cancelar: ${goal}`,
  listRunAgain: (goal) => `Repetir: ${goal}`,

  // useRunNotification
  notificationDone: 'Se completó la ejecución',
  notificationEnded: 'La ejecución terminó',
}
