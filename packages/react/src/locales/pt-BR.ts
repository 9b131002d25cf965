import type { Messages } from '../messages.js'
import { createFormats } from './createFormats.js'

const { count, plural } = createFormats('pt-BR')

/** Brazilian Portuguese. What a word stands for, and which other one is not used, is in `locales/pt-BR.md`. */
export const ptBR: Messages = {
  // RunStatusBadge, LiveRunBadge
  statusPending: 'Na fila',
  statusRunning: 'Em andamento',
  statusSucceeded: 'Com êxito',
  statusGoalFailed: 'Objetivo não atingido',
  statusNoResult: 'Sem resultado',
  statusWithheld: 'Encerrada',
  statusInvalidResult: 'Resultado inesperado',
  statusFailed: 'Com falha',
  statusCancelled: 'Cancelada',
  statusUnknown: (status) => (status ? `Desconhecida: ${status}` : 'Desconhecida'),
  statusLoading: 'Carregando',
  statusUnavailable: 'Indisponível',

  // RunCounters
  countersLabel: 'Execuções por desfecho',
  // The words of the badges stand alone: they do not take the plural of what is counted.
  counter: (runs, label) => `${label}: ${count(runs)}`,

  // Times
  seconds: (seconds) => `${seconds} s`,
  minutes: (minutes, seconds) => (seconds ? `${minutes} min ${seconds} s` : `${minutes} min`),
  hours: (hours, minutes) => (minutes ? `${hours} h ${minutes} min` : `${hours} h`),
  timeElapsed: 'Tempo decorrido',

  // Several parts
  steps: (steps) =>
    plural(steps, {
      one: (n) => `${n} etapa`,
      many: (n) => `${n} de etapas`,
      other: (n) => `${n} etapas`,
    }),
  currentStep: (step) => `etapa ${count(step)}`,
  goalUnknown: 'Execução sem título',
  stepsLabel: 'Etapas',
  close: 'Fechar',
  showMore: 'Mostrar mais',
  showLess: 'Mostrar menos',
  opensInNewTab: '(abre em uma nova guia)',
  copy: 'Copiar',
  copied: 'Copiado',
  retry: 'Tentar de novo',

  // RunSummary
  summaryDuration: 'Duração',
  summaryStarted: 'Início',
  summaryCreated: 'Entrou na fila',
  summarySite: 'Site',
  summaryProfile: 'Perfil',
  summaryProxy: 'Proxy',
  summaryAttached: 'sim',
  summaryRunId: 'ID da execução',
  summaryRunPage: 'No TinyFish',
  openRunPage: 'Abrir no TinyFish',
  copyRunId: 'Copiar o ID da execução',
  copySelected: 'Selecionado, falta copiar',

  // RunViewer
  viewerLabel: (goal) => (goal ? `Execução: ${goal}` : 'Execução'),
  resultTab: 'Resultado',
  detailsTab: 'Detalhes',
  liveViewTab: 'Ao vivo',
  recordingTab: 'Gravação',
  stepsTab: (steps) => (steps ? `Etapas ${count(steps)}` : 'Etapas'),
  panelFailedTitle: 'Não foi possível mostrar esta parte',
  panelFailedText: 'O resto da página não foi afetado.',
  watchRecording: 'Ver a gravação',
  showStepPictures: 'Imagens das etapas',
  watchWithheldTitle: 'A execução continua',
  watchWithheldText: 'O que ela faz não é mostrado a você. O desfecho aparecerá aqui.',

  // RunActions
  cancel: 'Cancelar',
  cancelling: 'Cancelando…',
  cancelFailed: 'Não foi possível cancelar a execução. Tente de novo.',
  cancelRefused: 'A execução não foi cancelada: você não tem permissão para isso.',
  runAgain: 'Repetir',
  retryIn: (time) => `Repetir em ${time}`,
  retryNow: 'Você já pode tentar de novo.',

  // RunLiveView
  reload: 'Recarregar',
  liveViewLabel: 'Navegador ao vivo',
  liveViewPicture: (status) => `Navegador ao vivo: ${status}`,
  liveViewFrameTitle: (runId) => `Navegador ao vivo, execução ${runId}`,
  liveViewViewOnly: 'Só visualização',
  liveViewHide: 'Ocultar',
  liveViewShow: 'Mostrar o navegador',
  liveViewOpen: 'Abrir',
  liveViewOpenLabel: 'Abrir o navegador ao vivo em uma nova guia',
  liveViewFullscreen: 'Tela cheia',
  liveViewExitFullscreen: 'Sair da tela cheia',
  liveViewHiddenTitle: 'O navegador ao vivo está oculto',
  liveViewHiddenText: 'Nada é carregado enquanto você não o mostrar.',
  liveViewQueuedTitle: 'A execução ainda não começou',
  liveViewQueuedText: 'O navegador ao vivo aparece aqui assim que houver um livre.',
  liveViewStartingTitle: 'O navegador ao vivo já vem',
  liveViewStartingText: 'A execução começou. O navegador está sendo preparado.',
  liveViewWithheldTitle: 'O navegador ao vivo não é mostrado a você',
  liveViewWithheldText: 'Você pode ver a execução, mas não o navegador.',
  liveViewNoneTitle: 'Sem visualização ao vivo',
  liveViewNoneText: 'A execução terminou sem um navegador ao vivo que possa ser mostrado.',
  liveViewConnecting: 'Conectando ao navegador ao vivo.',
  liveViewSlow: 'O navegador ao vivo está demorando mais que o normal. Você pode recarregá-lo.',
  liveViewNavigated: 'A página no navegador ao vivo foi recarregada ou fechada.',
  liveViewOffline: 'Você está off-line. A imagem pode estar parada.',
  liveViewEndsSoon: 'A visualização ao vivo termina em menos de um minuto.',
  liveViewControlled: 'Você está no controle',
  liveViewTurnTitle: 'Não mostrado, para esta página continuar leve',
  liveViewTurnText: 'Outros navegadores ao vivo desta página estão sendo mostrados.',
  liveViewWatch: 'Assistir',
  liveViewPausedTitle: 'A visualização ao vivo está pausada',
  liveViewPausedText: 'A página mostrada tentou tomar o seu teclado.',
  liveViewPausedScrollText: 'A página mostrada tentou rolar esta página.',
  liveViewResume: 'Retomar',
  liveViewBlockedTitle: 'Esta página não permite o navegador ao vivo',
  liveViewBlockedText: (directive, origin) =>
    `A Content-Security-Policy da página o bloqueou. Quem administra a página pode adicionar ${origin} a ${directive}.`,
  liveViewKeptOutText: (origin) =>
    `A Cross-Origin-Embedder-Policy da página barra ${origin}, e este navegador não tem como contornar isso. Abra o navegador ao vivo em uma nova guia ou use outro navegador.`,
  liveViewSameOriginTitle: 'O navegador ao vivo foi retirado',
  liveViewSameOriginText:
    'Ele foi redirecionado para uma página deste site, de onde poderia alcançar o que você vê aqui.',
  liveViewNoDocumentTitle: 'Nada veio do navegador ao vivo',
  liveViewNoDocumentText: 'Ele não respondeu a tempo. A execução pode continuar mesmo assim.',
  liveViewNotLoadedTitle: 'Não foi possível carregar o navegador ao vivo',
  liveViewNotLoadedText:
    'Uma parte desta página não chegou. Se ela continuar faltando, recarregue a página.',
  liveViewMayBeAvailable: (time, left) =>
    `A execução terminou. O navegador pode ficar disponível até ${time}, ainda por ${left}.`,
  liveViewExpiredTitle: 'A visualização ao vivo terminou',
  liveViewExpiredText: (time) => `Ela esteve disponível, no máximo, até ${time}.`,
  liveViewRefusedTitle: 'Esta visualização ao vivo não é mostrada',
  liveViewRefusedHost: (host) =>
    `Ela está em ${host}, que não é um host conhecido do TinyFish. Se você confia nele, adicione-o a allowedStreamHosts.`,
  liveViewRefusedUrl: 'O endereço não pode ser mostrado com segurança.',
  liveViewUnknownTitle: 'A visualização ao vivo pode ter terminado',
  liveViewUnknownText: 'Não se sabe se esta execução terminou, nem quando.',
  liveViewTryAnyway: 'Carregar mesmo assim',

  // RunLiveView, for those who may take control
  liveViewTakeControl: 'Assumir o controle',
  liveViewExitControl: 'Devolver o controle',
  liveViewControlHint:
    'Leva o mouse e o teclado ao navegador ao vivo. Para sair, use “Devolver o controle” ou F6.',
  liveViewControlWarning: 'O que você digita vai para um navegador remoto: não digite senhas suas.',
  liveViewSkip: 'Pular o navegador ao vivo',

  // RunRecording
  recordingLabel: 'Gravação',
  recordingRenewing: 'A gravação está sendo recarregada',
  recordingFailedTitle: 'Não foi possível carregar a gravação',
  recordingFailedText: 'Talvez ela não exista mais, ou esta página não possa reproduzi-la.',
  recordingRefusedTitle: 'Esta gravação não é mostrada',
  recordingRefusedText: 'O endereço não pode ser reproduzido com segurança.',
  recordingWaitingTitle: 'A gravação ainda não está pronta',
  recordingWaitingText: 'Ela leva um momento para ficar pronta depois do fim da execução.',
  recordingNoneTitle: 'Sem gravação',
  recordingNoneText: 'Esta execução não foi gravada.',

  // RunSteps
  stepsJump: 'Ir para a mais recente',
  stepsNone: 'Nenhuma etapa ainda',
  stepsNoneEnded: 'A execução terminou sem nenhuma etapa.',
  stepUntitled: 'Etapa',
  stepAnnouncement: (step, action) => `Etapa ${count(step)}: ${action}`,
  stepDone: 'Concluída',
  stepRunning: 'em andamento',
  stepPicture: 'Imagem',
  stepPictureLabel: (step) => `Imagem da etapa ${count(step)}`,
  stepPictureClose: 'Fechar a imagem',
  stepPictureLoading: 'Carregando a imagem',
  stepPictureNone: 'Não há imagem desta etapa.',
  stepPictureFailed: 'Não foi possível carregar a imagem.',
  stepPictureInvalid: 'Isto não é uma imagem que possa ser mostrada.',
  stepPictureBlocked: 'Uma política desta página oculta a imagem.',

  // RunResult
  resultSource: 'Extraído de páginas da web',
  resultRows: (rows) =>
    plural(rows, {
      one: (n) => `${n} linha`,
      many: (n) => `${n} de linhas`,
      other: (n) => `${n} linhas`,
    }),
  resultShowMore: (more) => `Mostrar mais ${count(more)}`,
  resultShowAll: 'Mostrar tudo',
  resultTextCut: (shown, length) =>
    `Primeiros ${count(shown)} de ${count(length)} caracteres. O download traz todos.`,
  resultApproximate: 'aproximado',
  resultCircular: '[referência circular]',
  resultUnreadable: '[ilegível]',
  resultTreeLabel: 'Resultado em árvore',
  resultExpandAll: 'Expandir tudo',
  resultExpandedPart: 'Ainda há mais para expandir.',
  resultCollapseAll: 'Recolher tudo',
  resultChosen: (name) => `Valor de ${name}`,
  resultItems: (items) =>
    plural(items, {
      one: (n) => `${n} item`,
      many: (n) => `${n} de itens`,
      other: (n) => `${n} itens`,
    }),
  resultFields: (fields) =>
    plural(fields, {
      one: (n) => `${n} campo`,
      many: (n) => `${n} de campos`,
      other: (n) => `${n} campos`,
    }),
  resultTooDeep: 'Os níveis mais profundos não são mostrados. O download traz todos.',
  resultYes: 'sim',
  resultNo: 'não',
  resultRegion: 'Resultado, extraído de páginas da web',
  resultTableLabel: 'Resultado',
  resultTableOf: (name) => `Tabela: ${name}`,
  resultColumnsCut: (columns) =>
    `Primeiras ${count(columns)} colunas. A árvore e o download trazem todas.`,
  resultFieldNote: (key, description) => (description ? `${key}: ${description}` : key),
  resultRow: (row) => `linha ${count(row)}`,
  resultDetail: (name, row) => `${name}, linha ${count(row)}`,
  resultViews: 'Mostrar como',
  resultViewTable: 'Tabela',
  resultViewRecord: 'Campos',
  resultViewTree: 'Árvore',
  resultViewText: 'Texto',
  resultViewRaw: 'Bruto',
  resultRawLabel: 'Resultado em JSON',
  resultRawCut: (lines) => `Primeiras ${count(lines)} linhas. O download traz todas.`,
  resultSearch: 'Buscar no resultado',
  resultSearching: 'Buscando…',
  resultNoMatch: 'Nada encontrado',
  resultMatch: (position, matches, hasMore) =>
    `${count(position)} de ${count(matches)}${hasMore ? '+' : ''}`,
  resultMatchingRows: (rows) =>
    plural(rows, {
      one: (n) => `${n} linha encontrada`,
      many: (n) => `${n} de linhas encontradas`,
      other: (n) => `${n} linhas encontradas`,
    }),
  resultPrevious: 'Ocorrência anterior',
  resultNext: 'Próxima ocorrência',
  resultCopyFailed: 'Não copiado. Baixe o resultado em vez disso.',
  resultDownload: (format) => `Baixar como ${format}`,

  // Characters that are not seen
  textHidden: (code) => `Caractere oculto ${code}`,
  textHiddenMore: (more) =>
    plural(more, {
      one: (n) => `Mais ${n} caractere oculto`,
      many: (n) => `Mais ${n} de caracteres ocultos`,
      other: (n) => `Mais ${n} caracteres ocultos`,
    }),
  textMarks: (more) =>
    plural(more, {
      one: (n) => `Mais ${n} sinal nesta letra`,
      many: (n) => `Mais ${n} de sinais nesta letra`,
      other: (n) => `Mais ${n} sinais nesta letra`,
    }),

  // What a run came to
  goalFailedTitle: 'O objetivo não foi atingido',
  goalFailedText:
    'O navegador funcionou. Tente um objetivo mais específico ou outra página inicial.',
  withheldTitle: 'A execução terminou',
  withheldText: 'O resultado não é mostrado aqui, então não se sabe se o objetivo foi atingido.',
  noResultTitle: 'A execução não trouxe resultado',
  noResultText:
    'O navegador funcionou, mas nada foi encontrado. Diga no objetivo o que extrair e onde está.',
  invalidResultTitle: 'O resultado não tem a forma esperada',
  invalidResultText: 'A execução foi concluída, mas estas partes diferem do que foi pedido.',
  resultMoreIssues: (more) => `Mais ${count(more)}`,
  cancelledTitle: 'A execução foi cancelada',
  cancelledText: 'Ela parou antes do fim, por isso não há resultado.',
  resultShow: 'Mostrar o resultado',
  resultHide: 'Ocultar o resultado',

  // RunError
  failedTitle: 'A execução falhou',
  failedUnknown: 'A causa não é conhecida. Repetir a execução pode ajudar.',
  failedSystemTitle: 'Houve um problema no TinyFish',
  failedSystem: 'Não foi culpa sua. Repetir a execução costuma resolver.',
  failedAgentTitle: 'O agente não conseguiu fazer isso',
  failedAgent: 'Mude o objetivo, a página inicial ou o perfil de navegador.',
  failedBillingTitle: 'O saldo não é suficiente para esta execução',
  failedBilling: 'Adicione saldo e repita a execução.',
  failedHelpLink: (host) => `Ajuda em ${host}`,
  profileHintAuthWall:
    'O site pede que os visitantes entrem na conta. Um perfil de navegador pode já ter entrado.',
  profileHintBotChallenge:
    'O site verifica se os visitantes são pessoas. Um perfil de navegador pode conseguir passar.',
  profileHintOther: (reason) =>
    reason
      ? `Um perfil de navegador pode ajudar: ${reason}`
      : 'Um perfil de navegador pode ajudar.',
  profileHintLink: (host) => `Configurar um perfil em ${host}`,

  // The connection, and runs that cannot be read
  loadingRun: 'Carregando a execução',
  connectionLost: 'A conexão caiu. Tentando de novo.',
  connectionOffline: 'Você está off-line. As atualizações continuam quando a conexão voltar.',
  connectionStopped: (problem) => `As atualizações pararam. ${problem}.`,
  connectionStalled: 'Esta execução não terminou em um dia. As atualizações pararam.',
  errorNotFoundTitle: 'Execução não encontrada',
  errorNotFoundText: 'Ela não existe, ou você não tem permissão para vê-la.',
  errorUnauthorizedTitle: 'Você não entrou na sua conta',
  errorUnauthorizedText: 'Entre de novo para ver esta execução.',
  errorForbiddenTitle: 'Você não pode ver esta execução',
  errorForbiddenText: 'Peça acesso à pessoa que a iniciou.',
  errorGoneTitle: 'Esta execução não está mais guardada',
  errorGoneText: 'Ela foi removida.',
  errorInvalidIdTitle: 'Isto não é um ID de execução',
  errorInvalidIdText: 'Um ID de execução tem apenas letras, números, hifens e sublinhados.',
  errorReadTitle: 'Não foi possível carregar a execução',
  errorReadText: 'A resposta do servidor não pode ser lida.',
  errorNoOriginTitle: 'O servidor não conhece esta página',
  errorNoOriginText:
    'A origem da página é “null”, porque ela é um arquivo ou está dentro de um aplicativo. Abra-a pelo endereço na web.',
  errorOfflineTitle: 'Você está off-line',
  errorOfflineText: 'A execução será carregada quando a conexão voltar.',
  errorRetrying: (problem) => `${problem} Tentando de novo.`,

  // RunForm
  formUrl: 'Página inicial',
  formUrlPlaceholder: 'https://example.com',
  formGoal: 'Objetivo',
  formGoalPlaceholder: 'Extrair os dez primeiros produtos com nome, preço e estoque',
  formSubmit: 'Iniciar execução',
  formSubmitting: 'Iniciando…',
  formUrlInvalid: 'Digite um endereço da web que comece com https:// ou http://.',
  formGoalMissing: 'Diga o que a execução deve fazer.',
  formFailed: 'A execução não foi iniciada.',
  formFailedField: (field, problem) =>
    `A execução não foi iniciada, por causa de “${field}”: ${problem}`,
  formUncertain:
    'Não se sabe se a execução foi iniciada. Veja as últimas execuções antes de tentar de novo.',
  formFailedPayment: 'A execução não foi iniciada: a conta está sem saldo.',
  formFailedForbidden: 'A execução não foi iniciada: você não tem permissão para isso.',
  formFailedRateLimited: 'A execução não foi iniciada: são muitas de uma vez. Espere um momento.',

  // RunList
  listLabel: 'Execuções',
  listStatus: 'Status',
  listGoal: 'Objetivo',
  listStarted: 'Início',
  listDuration: 'Duração',
  listSteps: 'Etapas',
  listActions: 'Ações',
  listFilterLabel: 'Encontrar execuções',
  listSearch: 'Buscar execuções',
  listAnyStatus: 'Qualquer status',
  listStatusPending: 'Na fila',
  listStatusRunning: 'Em andamento',
  listStatusCompleted: 'Concluída',
  listStatusFailed: 'Com falha',
  listStatusCancelled: 'Cancelada',
  listFrom: 'De',
  listTo: 'Até',
  listOrder: 'Ordem',
  listNewest: 'Mais recentes',
  listOldest: 'Mais antigas',
  listColumns: 'Colunas',
  listEmptyTitle: 'Nenhuma execução ainda',
  listEmptyText: 'As execuções aparecem aqui assim que são iniciadas.',
  listNoMatchTitle: 'Nenhuma execução encontrada',
  listNoMatchText: 'Tente outras palavras, outro status ou um período maior.',
  listClear: 'Limpar filtros',
  listLoading: 'Carregando execuções',
  listFailedTitle: 'Não foi possível carregar as execuções',
  listOfflineText: 'As execuções serão carregadas quando a conexão voltar.',
  listLost: 'No momento, novas execuções não chegam. Tentando de novo.',
  listMore: 'Mostrar mais',
  listMoreFailed: 'Não foi possível carregar mais execuções.',
  listLoadingMore: 'Carregando…',
  listCount: (shown, total) =>
    total === null || total <= shown
      ? plural(shown, {
          one: (n) => `${n} execução`,
          many: (n) => `${n} de execuções`,
          other: (n) => `${n} execuções`,
        })
      : plural(total, {
          one: (n) => `${count(shown)} de ${n} execução`,
          many: (n) => `${count(shown)} de ${n} de execuções`,
          other: (n) => `${count(shown)} de ${n} execuções`,
        }),
  listNew: (runs) =>
    plural(runs, {
      one: (n) => `${n} nova execução`,
      many: (n) => `${n} de novas execuções`,
      other: (n) => `${n} novas execuções`,
    }),
  listViewer: 'Execução escolhida',
  listCloseViewer: 'Fechar',
  listCancel: (goal) => `Cancelar: ${goal}`,
  listRunAgain: (goal) => `Repetir: ${goal}`,

  // useRunNotification
  notificationDone: 'Sua execução foi concluída',
  notificationEnded: 'Sua execução terminou',
}
