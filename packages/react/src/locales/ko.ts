import type { Messages } from '../messages.js'
import { createFormats } from './createFormats.js'

const { count } = createFormats('ko')

/**
 * Korean. What a word stands for, and which other one is not used, is in `locales/ko.md`. No particle
 * depends on how a value ends.
 */
export const ko: Messages = {
  // RunStatusBadge, LiveRunBadge
  statusPending: '대기 중',
  statusRunning: '실행 중',
  statusSucceeded: '성공',
  statusGoalFailed: '목표 미달성',
  statusNoResult: '결과 없음',
  statusWithheld: '종료됨',
  statusInvalidResult: '예상과 다른 결과',
  statusFailed: '실패',
  statusCancelled: '중단됨',
  statusUnknown: (status) => (status ? `알 수 없음: ${status}` : '알 수 없음'),
  statusLoading: '불러오는 중',
  statusUnavailable: '확인 불가',

  // RunCounters
  countersLabel: '상태별 실행 수',
  counter: (runs, label) => `${label} ${count(runs)}건`,

  // Times
  seconds: (seconds) => `${count(seconds)}초`,
  minutes: (minutes, seconds) =>
    seconds ? `${count(minutes)}분 ${count(seconds)}초` : `${count(minutes)}분`,
  hours: (hours, minutes) =>
    minutes ? `${count(hours)}시간 ${count(minutes)}분` : `${count(hours)}시간`,
  timeElapsed: '경과 시간',

  // Several parts
  steps: (steps) => `총 ${count(steps)}단계`,
  currentStep: (step) => `${count(step)}단계`,
  goalUnknown: '제목 없는 실행',
  stepsLabel: '단계',
  close: '닫기',
  showMore: '더 보기',
  showLess: '접기',
  opensInNewTab: '(새 탭에서 열림)',
  copy: '복사',
  copied: '복사됨',
  retry: '다시 시도',

  // RunSummary
  summaryDuration: '소요 시간',
  summaryStarted: '시작',
  summaryCreated: '접수',
  summarySite: '사이트',
  summaryProfile: '프로필',
  summaryProxy: '프록시',
  summaryAttached: '사용함',
  summaryRunId: '실행 ID',
  summaryRunPage: 'TinyFish 페이지',
  openRunPage: 'TinyFish에서 열기',
  copyRunId: '실행 ID 복사',
  copySelected: '선택됨, 직접 복사하세요',

  // RunViewer
  viewerLabel: (goal) => (goal ? `실행: ${goal}` : '실행'),
  resultTab: '결과',
  detailsTab: '세부 정보',
  liveViewTab: '실시간 화면',
  recordingTab: '녹화',
  stepsTab: (steps) => (steps ? `단계 ${count(steps)}` : '단계'),
  panelFailedTitle: '이 부분을 표시할 수 없습니다',
  panelFailedText: '페이지의 다른 부분에는 영향이 없습니다.',
  watchRecording: '녹화 보기',
  showStepPictures: '단계별 스크린샷',
  watchWithheldTitle: '실행이 계속되고 있습니다',
  watchWithheldText: '진행 과정은 표시되지 않습니다. 실행이 끝나면 여기에서 알려 드립니다.',

  // RunActions
  cancel: '중단',
  cancelling: '중단하는 중…',
  cancelFailed: '실행을 중단하지 못했습니다. 다시 시도하세요.',
  cancelRefused: '실행이 중단되지 않았습니다. 중단할 권한이 없습니다.',
  runAgain: '다시 실행',
  retryIn: (time) => `다시 시도(${time} 후 가능)`,
  retryNow: '이제 다시 시도할 수 있습니다.',

  // RunLiveView
  reload: '새로고침',
  liveViewLabel: '실시간 화면',
  liveViewPicture: (status) => `실시간 화면: ${status}`,
  liveViewFrameTitle: (runId) => `실시간 화면, 실행 ${runId}`,
  liveViewViewOnly: '보기 전용',
  liveViewHide: '숨기기',
  liveViewShow: '실시간 화면 보기',
  liveViewOpen: '열기',
  liveViewOpenLabel: '새 탭에서 실시간 화면 열기',
  liveViewFullscreen: '전체 화면',
  liveViewExitFullscreen: '전체 화면 종료',
  liveViewHiddenTitle: '실시간 화면이 숨겨져 있습니다',
  liveViewHiddenText: '다시 표시할 때까지 아무것도 불러오지 않습니다.',
  liveViewQueuedTitle: '실행이 시작되기를 기다리고 있습니다',
  liveViewQueuedText: '브라우저를 사용할 수 있게 되면 여기에 실시간 화면이 표시됩니다.',
  liveViewStartingTitle: '실시간 화면을 기다리고 있습니다',
  liveViewStartingText: '실행이 시작되었습니다. 브라우저를 준비하고 있습니다.',
  liveViewWithheldTitle: '실시간 화면을 볼 권한이 없습니다',
  liveViewWithheldText: '이 실행은 볼 수 있지만 브라우저 화면은 볼 수 없습니다.',
  liveViewNoneTitle: '실시간 화면이 없습니다',
  liveViewNoneText: '표시할 수 있는 실시간 화면 없이 실행이 끝났습니다.',
  liveViewConnecting: '실시간 화면에 연결하고 있습니다.',
  liveViewSlow: '실시간 화면이 평소보다 오래 걸리고 있습니다. 새로고침할 수 있습니다.',
  liveViewNavigated: '실시간 화면의 페이지가 새로고침되었거나 다른 페이지로 이동했습니다.',
  liveViewOffline: '오프라인 상태입니다. 화면이 멈춰 있을 수 있습니다.',
  liveViewEndsSoon: '실시간 화면이 1분 안에 종료됩니다.',
  liveViewControlled: '직접 조작 중',
  liveViewTurnTitle: '페이지 부하를 줄이기 위해 표시하지 않습니다',
  liveViewTurnText: '이 페이지에서 다른 실시간 화면을 표시하고 있습니다.',
  liveViewWatch: '보기',
  liveViewPausedTitle: '실시간 화면이 일시 중지되었습니다',
  liveViewPausedText: '화면 속 페이지가 키보드 입력을 가로채려 했습니다.',
  liveViewPausedScrollText: '화면 속 페이지가 이 페이지를 스크롤하려 했습니다.',
  liveViewResume: '계속 보기',
  liveViewBlockedTitle: '이 페이지에서 실시간 화면이 허용되지 않습니다',
  liveViewBlockedText: (directive, origin) =>
    `이 페이지의 Content-Security-Policy에 의해 차단되었습니다. 페이지 관리자가 ${directive} 항목에 ${origin} 주소를 추가하면 표시할 수 있습니다.`,
  liveViewKeptOutText: (origin) =>
    `이 페이지의 Cross-Origin-Embedder-Policy에서 ${origin} 주소를 허용하지 않으며, 이 브라우저에는 다른 방법이 없습니다. 새 탭이나 다른 브라우저에서 여세요.`,
  liveViewSameOriginTitle: '실시간 화면을 제거했습니다',
  liveViewSameOriginText:
    '이 웹사이트의 페이지로 이동되어, 여기에 보이는 내용에 접근할 수 있었기 때문입니다.',
  liveViewNoDocumentTitle: '실시간 화면에서 아무것도 받지 못했습니다',
  liveViewNoDocumentText: '제시간에 응답이 없었습니다. 그래도 실행은 계속되고 있을 수 있습니다.',
  liveViewNotLoadedTitle: '실시간 화면을 불러오지 못했습니다',
  liveViewNotLoadedText:
    '이 페이지의 일부를 받지 못했습니다. 다시 시도해도 표시되지 않으면 페이지 전체를 새로고침하세요.',
  liveViewMayBeAvailable: (time, left) =>
    `실행이 끝났습니다. 브라우저 화면은 최대 ${time}까지 제공될 수 있습니다(${left} 남음).`,
  liveViewExpiredTitle: '실시간 화면이 종료되었습니다',
  liveViewExpiredText: (time) => `늦어도 ${time}까지만 볼 수 있었습니다.`,
  liveViewRefusedTitle: '이 실시간 화면은 표시되지 않습니다',
  liveViewRefusedHost: (host) =>
    `알려진 TinyFish 호스트가 아닙니다(${host}). 신뢰할 수 있다면 allowedStreamHosts에 추가하세요.`,
  liveViewRefusedUrl: '안전하게 표시할 수 있는 주소가 아닙니다.',
  liveViewUnknownTitle: '실시간 화면이 종료되었을 수 있습니다',
  liveViewUnknownText: '이 실행이 끝났는지, 언제 끝났는지 알 수 없습니다.',
  liveViewTryAnyway: '불러오기 시도',

  // RunLiveView, for those who may take control
  liveViewTakeControl: '직접 조작',
  liveViewExitControl: '조작 종료',
  liveViewControlHint:
    '마우스와 키보드로 실시간 화면을 조작할 수 있게 됩니다. ‘조작 종료’ 또는 F6 키로 나갈 수 있습니다.',
  liveViewControlWarning:
    '입력한 내용은 원격 브라우저로 전송됩니다. 본인의 비밀번호를 입력하지 마세요.',
  liveViewSkip: '실시간 화면 건너뛰기',

  // RunRecording
  recordingLabel: '녹화',
  recordingRenewing: '녹화를 다시 가져오고 있습니다',
  recordingFailedTitle: '녹화를 불러오지 못했습니다',
  recordingFailedText: '녹화가 더 이상 없거나 이 페이지에서 재생이 허용되지 않을 수 있습니다.',
  recordingRefusedTitle: '이 녹화는 표시되지 않습니다',
  recordingRefusedText: '안전하게 재생할 수 있는 주소가 아닙니다.',
  recordingWaitingTitle: '녹화가 아직 없습니다',
  recordingWaitingText: '실행이 끝난 뒤 녹화가 만들어지기까지 잠시 시간이 걸립니다.',
  recordingNoneTitle: '녹화가 없습니다',
  recordingNoneText: '이 실행은 녹화되지 않았습니다.',

  // RunSteps
  stepsJump: '최신 단계로 이동',
  stepsNone: '아직 단계가 없습니다',
  stepsNoneEnded: '단계 없이 실행이 끝났습니다',
  stepUntitled: '단계',
  stepAnnouncement: (step, action) => `${count(step)}단계: ${action}`,
  stepDone: '완료',
  stepRunning: '진행 중',
  stepPicture: '스크린샷',
  stepPictureLabel: (step) => `${count(step)}단계 스크린샷`,
  stepPictureClose: '스크린샷 닫기',
  stepPictureLoading: '스크린샷을 불러오고 있습니다',
  stepPictureNone: '이 단계의 스크린샷이 없습니다.',
  stepPictureFailed: '스크린샷을 불러오지 못했습니다.',
  stepPictureInvalid: '표시할 수 있는 이미지가 아닙니다.',
  stepPictureBlocked: '이 페이지의 정책 때문에 스크린샷을 표시할 수 없습니다.',

  // RunResult
  resultSource: '웹페이지에서 추출됨',
  resultRows: (rows) => `${count(rows)}행`,
  resultShowMore: (more) => `${count(more)}개 더 보기`,
  resultShowAll: '모두 보기',
  resultTextCut: (shown, length) =>
    `전체 ${count(length)}자 중 처음 ${count(shown)}자입니다. 다운로드 파일에는 모두 들어 있습니다.`,
  resultApproximate: '근삿값',
  resultCircular: '[순환 참조]',
  resultUnreadable: '[읽을 수 없음]',
  resultTreeLabel: '트리 형식의 결과',
  resultExpandAll: '모두 펼치기',
  resultExpandedPart: '더 펼칠 내용이 있습니다.',
  resultCollapseAll: '모두 접기',
  resultChosen: (name) => `${name}의 값`,
  resultItems: (items) => `항목 ${count(items)}개`,
  resultFields: (fields) => `필드 ${count(fields)}개`,
  resultTooDeep: '더 깊은 수준은 표시되지 않습니다. 다운로드 파일에 들어 있습니다.',
  resultYes: '예',
  resultNo: '아니요',
  resultRegion: '웹페이지에서 추출된 결과',
  resultTableLabel: '결과',
  resultTableOf: (name) => `${name} 표`,
  resultColumnsCut: (columns) =>
    `처음 ${count(columns)}개 열입니다. 트리와 다운로드 파일에는 모두 들어 있습니다.`,
  resultFieldNote: (key, description) => (description ? `${key}: ${description}` : key),
  resultRow: (row) => `${count(row)}행`,
  resultDetail: (name, row) => `${name}, ${count(row)}행`,
  resultViews: '표시 방식',
  resultViewTable: '표',
  resultViewRecord: '필드',
  resultViewTree: '트리',
  resultViewText: '텍스트',
  resultViewRaw: '원본',
  resultRawLabel: 'JSON 형식의 결과',
  resultRawCut: (lines) => `처음 ${count(lines)}줄입니다. 다운로드 파일에는 모두 들어 있습니다.`,
  resultSearch: '결과 검색',
  resultSearching: '검색 중…',
  resultNoMatch: '일치하는 항목 없음',
  resultMatch: (position, matches, hasMore) =>
    `${count(matches)}개${hasMore ? ' 이상' : ''} 중 ${count(position)}번째`,
  resultMatchingRows: (rows) => `${count(rows)}개 행 일치`,
  resultPrevious: '이전 일치 항목',
  resultNext: '다음 일치 항목',
  resultCopyFailed: '복사하지 못했습니다. 대신 다운로드하세요.',
  resultDownload: (format) => `${format} 형식으로 다운로드`,

  // Characters that are not seen
  textHidden: (code) => `보이지 않는 문자 ${code}`,
  textHiddenMore: (more) => `보이지 않는 문자 ${count(more)}개 더 있음`,
  textMarks: (marks) => `이 글자에 붙은 기호 ${count(marks)}개 더 있음`,

  // What a run came to
  goalFailedTitle: '목표를 달성하지 못했습니다',
  goalFailedText:
    '브라우저는 정상적으로 작동했습니다. 목표를 더 구체적으로 쓰거나 다른 시작 페이지를 사용해 보세요.',
  withheldTitle: '실행이 끝났습니다',
  withheldText: '결과가 여기에 표시되지 않으므로 목표를 달성했는지 알 수 없습니다.',
  noResultTitle: '결과 없이 실행이 끝났습니다',
  noResultText:
    '브라우저는 정상적으로 작동했지만 아무것도 찾지 못했습니다. 무엇을 어디에서 추출할지 목표에 적어 주세요.',
  invalidResultTitle: '결과가 예상한 형식과 다릅니다',
  invalidResultText: '실행은 완료되었지만 다음 부분이 요청과 다릅니다.',
  resultMoreIssues: (issues) => `외 ${count(issues)}건`,
  cancelledTitle: '실행이 중단되었습니다',
  cancelledText: '끝나기 전에 멈췄으므로 결과가 없습니다.',
  resultShow: '결과 보기',
  resultHide: '결과 숨기기',

  // RunError
  failedTitle: '실행에 실패했습니다',
  failedUnknown: '원인을 알 수 없습니다. 다시 실행하면 해결될 수 있습니다.',
  failedSystemTitle: 'TinyFish에 문제가 발생했습니다',
  failedSystem: '사용자의 잘못이 아닙니다. 다시 실행하면 대부분 해결됩니다.',
  failedAgentTitle: '에이전트가 수행하지 못했습니다',
  failedAgent: '목표, 시작 페이지 또는 브라우저 프로필을 변경하세요.',
  failedBillingTitle: '계정의 크레딧이 부족해 실행할 수 없습니다',
  failedBilling: '크레딧을 충전한 뒤 다시 실행하세요.',
  failedHelpLink: (host) => `${host} 도움말`,
  profileHintAuthWall:
    '이 사이트는 방문자에게 로그인을 요구합니다. 로그인해 둔 브라우저 프로필을 사용할 수 있습니다.',
  profileHintBotChallenge:
    '이 사이트는 방문자가 사람인지 확인합니다. 브라우저 프로필을 사용하면 통과할 수 있습니다.',
  profileHintOther: (reason) =>
    reason
      ? `브라우저 프로필이 도움이 될 수 있습니다: ${reason}`
      : '브라우저 프로필이 도움이 될 수 있습니다.',
  profileHintLink: (host) => `${host}에서 프로필 설정`,

  // The connection, and runs that cannot be read
  loadingRun: '실행을 불러오고 있습니다',
  connectionLost: '연결이 끊어졌습니다. 다시 시도하고 있습니다.',
  connectionOffline: '오프라인 상태입니다. 다시 연결되면 업데이트가 계속됩니다.',
  connectionStopped: (problem) => `업데이트가 멈췄습니다. ${problem}.`,
  connectionStalled: '하루가 지나도 이 실행이 끝나지 않았습니다. 업데이트가 멈췄습니다.',
  errorNotFoundTitle: '이 실행을 찾을 수 없습니다',
  errorNotFoundText: '존재하지 않거나 볼 권한이 없습니다.',
  errorUnauthorizedTitle: '로그인되어 있지 않습니다',
  errorUnauthorizedText: '이 실행을 보려면 다시 로그인하세요.',
  errorForbiddenTitle: '이 실행을 볼 권한이 없습니다',
  errorForbiddenText: '실행을 시작한 사람에게 권한을 요청하세요.',
  errorGoneTitle: '이 실행은 더 이상 보관되지 않습니다',
  errorGoneText: '삭제되었습니다.',
  errorInvalidIdTitle: '실행 ID가 아닙니다',
  errorInvalidIdText: '실행 ID는 영문자, 숫자, 하이픈, 밑줄로만 이루어집니다.',
  errorReadTitle: '실행을 불러오지 못했습니다',
  errorReadText: '서버의 응답을 읽을 수 없습니다.',
  errorNoOriginTitle: '서버가 이 페이지를 알지 못합니다',
  errorNoOriginText: '페이지가 파일이거나 웹 뷰 안에 있어 출처가 ‘null’입니다. 웹 주소로 여세요.',
  errorOfflineTitle: '오프라인 상태입니다',
  errorOfflineText: '다시 연결되면 바로 실행을 불러옵니다.',
  errorRetrying: (problem) => `${problem} 다시 시도하고 있습니다.`,

  // RunForm
  formUrl: '시작 페이지',
  formUrlPlaceholder: 'https://example.com',
  formGoal: '목표',
  formGoalPlaceholder: '처음 10개 상품의 이름, 가격, 재고를 추출',
  formSubmit: '실행 시작',
  formSubmitting: '시작하는 중…',
  formUrlInvalid: 'https:// 또는 http://로 시작하는 웹 주소를 입력하세요.',
  formGoalMissing: '무엇을 실행할지 입력하세요.',
  formFailed: '실행이 시작되지 않았습니다.',
  formFailedField: (field, problem) =>
    `‘${field}’ 항목에 문제가 있어 실행이 시작되지 않았습니다: ${problem}`,
  formUncertain: '실행이 시작되었는지 알 수 없습니다. 다시 시도하기 전에 최근 실행을 확인하세요.',
  formFailedPayment: '실행이 시작되지 않았습니다. 계정에 남은 크레딧이 없습니다.',
  formFailedForbidden: '실행이 시작되지 않았습니다. 실행을 시작할 권한이 없습니다.',
  formFailedRateLimited:
    '실행이 시작되지 않았습니다. 한꺼번에 너무 많이 시작했습니다. 잠시 기다려 주세요.',

  // RunList
  listLabel: '실행 목록',
  listStatus: '상태',
  listGoal: '목표',
  listStarted: '시작',
  listDuration: '소요 시간',
  listSteps: '단계',
  listActions: '작업',
  listFilterLabel: '실행 찾기',
  listSearch: '실행 검색',
  listAnyStatus: '모든 상태',
  listStatusPending: '대기 중',
  listStatusRunning: '실행 중',
  listStatusCompleted: '완료',
  listStatusFailed: '실패',
  listStatusCancelled: '중단됨',
  listFrom: '기간 시작',
  listTo: '기간 종료',
  listOrder: '정렬',
  listNewest: '최신순',
  listOldest: '오래된순',
  listColumns: '표시할 열',
  listEmptyTitle: '아직 실행이 없습니다',
  listEmptyText: '실행을 시작하면 바로 여기에 표시됩니다.',
  listNoMatchTitle: '일치하는 실행이 없습니다',
  listNoMatchText: '다른 검색어나 상태, 더 긴 기간으로 찾아보세요.',
  listClear: '필터 지우기',
  listLoading: '실행 목록을 불러오고 있습니다',
  listFailedTitle: '실행 목록을 불러오지 못했습니다',
  listOfflineText: '다시 연결되면 바로 실행 목록을 불러옵니다.',
  listLost: '지금은 새 실행을 받지 못하고 있습니다. 다시 시도하고 있습니다.',
  listMore: '더 보기',
  listMoreFailed: '실행을 더 불러오지 못했습니다.',
  listLoadingMore: '불러오는 중…',
  listCount: (shown, total) =>
    total === null || total <= shown
      ? `실행 ${count(shown)}건`
      : `실행 ${count(total)}건 중 ${count(shown)}건`,
  listNew: (runs) => `새 실행 ${count(runs)}건`,
  listViewer: '선택한 실행',
  listCloseViewer: '닫기',
  listCancel: (goal) => `중단: ${goal}`,
  listRunAgain: (goal) => `다시 실행: ${goal}`,

  // useRunNotification
  notificationDone: '실행이 완료되었습니다',
  notificationEnded: '실행이 끝났습니다',
}
