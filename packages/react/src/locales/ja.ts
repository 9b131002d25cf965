import type { Messages } from '../messages.js'
import { createFormats } from './createFormats.js'

const { count } = createFormats('ja')

/** Japanese. What a word stands for, and which other one is not used, is in `locales/ja.md`. */
export const ja: Messages = {
  // RunStatusBadge, LiveRunBadge
  statusPending: '待機中',
  statusRunning: '実行中',
  statusSucceeded: '成功',
  statusGoalFailed: '目標未達成',
  statusNoResult: '結果なし',
  statusWithheld: '終了',
  statusInvalidResult: '想定外の結果',
  statusFailed: '失敗',
  statusCancelled: '中止',
  statusUnknown: (status) => (status ? `不明：${status}` : '不明'),
  statusLoading: '読み込み中',
  statusUnavailable: '取得不可',

  // RunCounters
  countersLabel: '状態ごとの実行数',
  counter: (runs, label) => `${label} ${count(runs)}件`,

  // Times
  seconds: (seconds) => `${count(seconds)}秒`,
  minutes: (minutes, seconds) =>
    seconds ? `${count(minutes)}分${count(seconds)}秒` : `${count(minutes)}分`,
  hours: (hours, minutes) =>
    minutes ? `${count(hours)}時間${count(minutes)}分` : `${count(hours)}時間`,
  timeElapsed: '経過時間',

  // Several parts
  steps: (steps) => `${count(steps)}ステップ`,
  currentStep: (step) => `ステップ${count(step)}`,
  goalUnknown: '無題の実行',
  stepsLabel: 'ステップ',
  close: '閉じる',
  showMore: '続きを表示',
  showLess: '折りたたむ',
  opensInNewTab: '（新しいタブで開きます）',
  copy: 'コピー',
  copied: 'コピーしました',
  retry: '再試行',

  // RunSummary
  summaryDuration: '所要時間',
  summaryStarted: '開始',
  summaryCreated: '受付',
  summarySite: 'サイト',
  summaryProfile: 'プロファイル',
  summaryProxy: 'プロキシ',
  summaryAttached: 'あり',
  summaryRunId: '実行ID',
  summaryRunPage: 'TinyFishのページ',
  openRunPage: 'TinyFishで開く',
  copyRunId: '実行IDをコピー',
  copySelected: '選択済み：手動でコピーしてください',

  // RunViewer
  viewerLabel: (goal) => (goal ? `実行：${goal}` : '実行'),
  resultTab: '結果',
  detailsTab: '詳細',
  liveViewTab: 'ライブ画面',
  recordingTab: '録画',
  stepsTab: (steps) => (steps ? `ステップ ${count(steps)}` : 'ステップ'),
  panelFailedTitle: 'この部分を表示できませんでした',
  panelFailedText: 'ページのほかの部分に影響はありません。',
  watchRecording: '録画を見る',
  showStepPictures: 'ステップの画像',
  watchWithheldTitle: '実行は続いています',
  watchWithheldText: '途中の様子は表示されません。終了すると、どうなったかをここでお知らせします。',

  // RunActions
  cancel: '中止',
  cancelling: '中止中…',
  cancelFailed: '実行を中止できませんでした。もう一度お試しください。',
  cancelRefused: '実行は中止されませんでした。中止する権限がありません。',
  runAgain: '再実行',
  retryIn: (time) => `再試行（あと${time}）`,
  retryNow: '再試行できるようになりました。',

  // RunLiveView
  reload: '再読み込み',
  liveViewLabel: 'ライブ画面',
  liveViewPicture: (status) => `ライブ画面：${status}`,
  liveViewFrameTitle: (runId) => `ライブ画面（実行 ${runId}）`,
  liveViewViewOnly: '閲覧のみ',
  liveViewHide: '非表示',
  liveViewShow: 'ライブ画面を表示',
  liveViewOpen: '開く',
  liveViewOpenLabel: 'ライブ画面を新しいタブで開く',
  liveViewFullscreen: '全画面表示',
  liveViewExitFullscreen: '全画面表示を終了',
  liveViewHiddenTitle: 'ライブ画面は非表示です',
  liveViewHiddenText: '表示するまで、何も読み込まれません。',
  liveViewQueuedTitle: '実行の開始を待っています',
  liveViewQueuedText: 'ブラウザーが空きしだい、ここにライブ画面が表示されます。',
  liveViewStartingTitle: 'ライブ画面を待っています',
  liveViewStartingText: '実行が始まりました。ブラウザーを準備しています。',
  liveViewWithheldTitle: 'ライブ画面を表示する権限がありません',
  liveViewWithheldText: 'この実行は見られますが、ブラウザーの画面は見られません。',
  liveViewNoneTitle: 'ライブ画面はありません',
  liveViewNoneText: '表示できるライブ画面がないまま、実行が終了しました。',
  liveViewConnecting: 'ライブ画面に接続しています。',
  liveViewSlow: 'ライブ画面の表示に、いつもより時間がかかっています。再読み込みできます。',
  liveViewNavigated: 'ライブ画面のページが再読み込みされたか、別のページに移動しました。',
  liveViewOffline: 'オフラインです。画面が止まっている可能性があります。',
  liveViewEndsSoon: 'ライブ画面はあと1分以内に終了します。',
  liveViewControlled: '操作中',
  liveViewTurnTitle: 'ページの負荷を抑えるため、表示していません',
  liveViewTurnText: 'このページでは、ほかのライブ画面を表示しています。',
  liveViewWatch: '見る',
  liveViewPausedTitle: 'ライブ画面を一時停止しました',
  liveViewPausedText: '画面内のページがキーボード入力を奪おうとしました。',
  liveViewPausedScrollText: '画面内のページが、このページをスクロールしようとしました。',
  liveViewResume: '再開',
  liveViewBlockedTitle: 'このページではライブ画面が許可されていません',
  liveViewBlockedText: (directive, origin) =>
    `Content-Security-Policyによってブロックされました。このページの管理者が ${directive} に ${origin} を追加すると表示できます。`,
  liveViewKeptOutText: (origin) =>
    `Cross-Origin-Embedder-Policyによって ${origin} が遮断されています。このブラウザーでは回避できません。新しいタブか、別のブラウザーで開いてください。`,
  liveViewSameOriginTitle: 'ライブ画面を閉じました',
  liveViewSameOriginText:
    'このサイトのページに転送されたためです。そのままでは、ここに表示されている内容に触れられるおそれがありました。',
  liveViewNoDocumentTitle: 'ライブ画面から何も届きませんでした',
  liveViewNoDocumentText: '時間内に応答がありませんでした。実行は続いている可能性があります。',
  liveViewNotLoadedTitle: 'ライブ画面を読み込めませんでした',
  liveViewNotLoadedText:
    'このページの一部が届きませんでした。再読み込みを押しても表示されない場合は、ページ全体を読み込み直してください。',
  liveViewMayBeAvailable: (time, left) =>
    `実行は終了しました。ブラウザーは${time}まで見られる可能性があります（残り${left}）。`,
  liveViewExpiredTitle: 'ライブ画面は終了しました',
  liveViewExpiredText: (time) => `見られたのは、遅くとも${time}までです。`,
  liveViewRefusedTitle: 'このライブ画面は表示されません',
  liveViewRefusedHost: (host) =>
    `${host} はTinyFishのホストとして知られていません。信頼できる場合は、allowedStreamHosts に追加してください。`,
  liveViewRefusedUrl: '安全に表示できるアドレスではありません。',
  liveViewUnknownTitle: 'ライブ画面は終了している可能性があります',
  liveViewUnknownText: 'この実行が終了したかどうか、いつ終了したかがわかりません。',
  liveViewTryAnyway: '読み込んでみる',

  // RunLiveView, for those who may take control
  liveViewTakeControl: '操作する',
  liveViewExitControl: '操作を終了',
  liveViewControlHint:
    'ライブ画面をマウスとキーボードで操作できるようになります。やめるには「操作を終了」かF6キーを押します。',
  liveViewControlWarning:
    '入力した内容は離れた場所のブラウザーに送られます。ご自身のパスワードは入力しないでください。',
  liveViewSkip: 'ライブ画面を飛ばす',

  // RunRecording
  recordingLabel: '録画',
  recordingRenewing: '録画を取得し直しています',
  recordingFailedTitle: '録画を読み込めませんでした',
  recordingFailedText:
    '録画がもう存在しないか、このページでの再生が許可されていない可能性があります。',
  recordingRefusedTitle: 'この録画は表示されません',
  recordingRefusedText: '安全に再生できるアドレスではありません。',
  recordingWaitingTitle: '録画はまだありません',
  recordingWaitingText: '実行の終了後、録画ができるまで少し時間がかかります。',
  recordingNoneTitle: '録画はありません',
  recordingNoneText: 'この実行は録画されていません。',

  // RunSteps
  stepsJump: '最新に移動',
  stepsNone: 'ステップはまだありません',
  stepsNoneEnded: 'ステップがないまま、実行が終了しました',
  stepUntitled: 'ステップ',
  stepAnnouncement: (step, action) => `ステップ${count(step)}：${action}`,
  stepDone: '完了',
  stepRunning: '実行中',
  stepPicture: '画像',
  stepPictureLabel: (step) => `ステップ${count(step)}の画像`,
  stepPictureClose: '画像を閉じる',
  stepPictureLoading: '画像を読み込んでいます',
  stepPictureNone: 'このステップの画像はありません。',
  stepPictureFailed: '画像を読み込めませんでした。',
  stepPictureInvalid: '表示できる画像ではありません。',
  stepPictureBlocked: 'このページのポリシーにより、画像を表示できません。',

  // RunResult
  resultSource: 'Webページから抽出',
  resultRows: (rows) => `${count(rows)}行`,
  resultShowMore: (more) => `さらに${count(more)}件を表示`,
  resultShowAll: 'すべて表示',
  resultTextCut: (shown, length) =>
    `${count(length)}文字のうち、最初の${count(shown)}文字です。ダウンロードにはすべて含まれます。`,
  resultApproximate: '近似値',
  resultCircular: '[循環参照]',
  resultUnreadable: '[読み取れません]',
  resultTreeLabel: 'ツリー形式の結果',
  resultExpandAll: 'すべて展開',
  resultExpandedPart: 'まだ展開できる部分があります。',
  resultCollapseAll: 'すべて折りたたむ',
  resultChosen: (name) => `${name}の値`,
  resultItems: (items) => `${count(items)}件`,
  resultFields: (fields) => `${count(fields)}項目`,
  resultTooDeep: 'これより深い階層は表示されません。ダウンロードには含まれます。',
  resultYes: 'はい',
  resultNo: 'いいえ',
  resultRegion: 'Webページから抽出した結果',
  resultTableLabel: '結果',
  resultTableOf: (name) => `${name}の表`,
  resultColumnsCut: (columns) =>
    `最初の${count(columns)}列です。ツリーとダウンロードにはすべて含まれます。`,
  resultFieldNote: (key, description) => (description ? `${key}：${description}` : key),
  resultRow: (row) => `${count(row)}行目`,
  resultDetail: (name, row) => `${name}、${count(row)}行目`,
  resultViews: '表示形式',
  resultViewTable: '表',
  resultViewRecord: '項目',
  resultViewTree: 'ツリー',
  resultViewText: 'テキスト',
  resultViewRaw: '元データ',
  resultRawLabel: 'JSON形式の結果',
  resultRawCut: (lines) => `最初の${count(lines)}行です。ダウンロードにはすべて含まれます。`,
  resultSearch: '結果を検索',
  resultSearching: '検索中…',
  resultNoMatch: '一致なし',
  resultMatch: (position, matches, hasMore) =>
    `${count(matches)}件${hasMore ? '以上' : ''}中${count(position)}件目`,
  resultMatchingRows: (rows) => `${count(rows)}行が一致`,
  resultPrevious: '前の一致箇所',
  resultNext: '次の一致箇所',
  resultCopyFailed: 'コピーできませんでした。代わりにダウンロードしてください。',
  resultDownload: (format) => `${format}でダウンロード`,

  // Characters that are not seen
  textHidden: (code) => `見えない文字 ${code}`,
  textHiddenMore: (more) => `ほかに見えない文字が${count(more)}個`,
  textMarks: (marks) => `この文字に付いた記号がほかに${count(marks)}個`,

  // What a run came to
  goalFailedTitle: '目標を達成できませんでした',
  goalFailedText:
    'ブラウザーは正常に動作しました。目標をより具体的にするか、別の開始ページをお試しください。',
  withheldTitle: '実行は終了しました',
  withheldText: '結果はここに表示されないため、目標を達成したかどうかはわかりません。',
  noResultTitle: '結果がないまま、実行が終了しました',
  noResultText:
    'ブラウザーは正常に動作しましたが、何も見つかりませんでした。何をどこから抽出するかを、目標に書いてください。',
  invalidResultTitle: '結果が想定した形式と異なります',
  invalidResultText: '実行は完了しましたが、次の部分が指定と異なります。',
  resultMoreIssues: (issues) => `ほか${count(issues)}件`,
  cancelledTitle: '実行は中止されました',
  cancelledText: '完了する前に止まったため、結果はありません。',
  resultShow: '結果を表示',
  resultHide: '結果を非表示',

  // RunError
  failedTitle: '実行に失敗しました',
  failedUnknown: '原因はわかりません。再実行すると解決することがあります。',
  failedSystemTitle: 'TinyFishで問題が発生しました',
  failedSystem: 'お客様の操作が原因ではありません。多くの場合、再実行すると解決します。',
  failedAgentTitle: 'エージェントがやり遂げられませんでした',
  failedAgent: '目標、開始ページ、ブラウザープロファイルのいずれかを変更してください。',
  failedBillingTitle: 'アカウントの残高が足りず、実行できませんでした',
  failedBilling: 'クレジットを追加してから、再実行してください。',
  failedHelpLink: (host) => `${host} のヘルプ`,
  profileHintAuthWall:
    'このサイトはサインインを求めています。サインイン済みのブラウザープロファイルを使えます。',
  profileHintBotChallenge:
    'このサイトは、訪問者が人間かどうかを確かめています。ブラウザープロファイルを使うと、通過できることがあります。',
  profileHintOther: (reason) =>
    reason
      ? `ブラウザープロファイルを使うと解決することがあります：${reason}`
      : 'ブラウザープロファイルを使うと解決することがあります。',
  profileHintLink: (host) => `${host} でプロファイルを設定`,

  // The connection, and runs that cannot be read
  loadingRun: '実行を読み込んでいます',
  connectionLost: '接続が切れました。再試行しています。',
  connectionOffline: 'オフラインです。オンラインに戻ると、更新が再開されます。',
  connectionStopped: (problem) => `更新は止まっています。${problem}。`,
  connectionStalled: 'この実行は1日たっても終了していません。更新は止まっています。',
  errorNotFoundTitle: 'この実行は見つかりませんでした',
  errorNotFoundText: '存在しないか、見る権限がありません。',
  errorUnauthorizedTitle: 'サインインしていません',
  errorUnauthorizedText: 'この実行を見るには、もう一度サインインしてください。',
  errorForbiddenTitle: 'この実行を見る権限がありません',
  errorForbiddenText: '実行を開始した人に、アクセス権を依頼してください。',
  errorGoneTitle: 'この実行はもう保存されていません',
  errorGoneText: '削除されました。',
  errorInvalidIdTitle: 'これは実行IDではありません',
  errorInvalidIdText: '実行IDに使われるのは、英字、数字、ハイフン、アンダースコアだけです。',
  errorReadTitle: '実行を読み込めませんでした',
  errorReadText: 'サーバーの応答を読み取れませんでした。',
  errorNoOriginTitle: 'サーバーがこのページを識別できません',
  errorNoOriginText:
    'ファイルとして、またはWebビューの中で開かれているため、このページのオリジンが「null」になっています。Web上のアドレスで開いてください。',
  errorOfflineTitle: 'オフラインです',
  errorOfflineText: 'オンラインに戻りしだい、実行を読み込みます。',
  errorRetrying: (problem) => `${problem}再試行しています。`,

  // RunForm
  formUrl: '開始ページ',
  formUrlPlaceholder: 'https://example.com',
  formGoal: '目標',
  formGoalPlaceholder: '最初の10件の商品について、名前、価格、在庫を抽出する',
  formSubmit: '実行を開始',
  formSubmitting: '開始中…',
  formUrlInvalid: 'https:// または http:// で始まるWebアドレスを入力してください。',
  formGoalMissing: '何を実行するかを入力してください。',
  formFailed: '実行は開始されませんでした。',
  formFailedField: (field, problem) =>
    `「${field}」に問題があり、実行は開始されませんでした：${problem}`,
  formUncertain:
    '実行が開始されたかどうかわかりません。もう一度試す前に、最近の実行を確認してください。',
  formFailedPayment: '実行は開始されませんでした。アカウントにクレジットが残っていません。',
  formFailedForbidden: '実行は開始されませんでした。実行を開始する権限がありません。',
  formFailedRateLimited:
    '実行は開始されませんでした。一度に開始する数が多すぎます。少し待ってからお試しください。',

  // RunList
  listLabel: '実行の一覧',
  listStatus: '状態',
  listGoal: '目標',
  listStarted: '開始',
  listDuration: '所要時間',
  listSteps: 'ステップ',
  listActions: '操作',
  listFilterLabel: '実行を探す',
  listSearch: '実行を検索',
  listAnyStatus: 'すべての状態',
  listStatusPending: '待機中',
  listStatusRunning: '実行中',
  listStatusCompleted: '完了',
  listStatusFailed: '失敗',
  listStatusCancelled: '中止',
  listFrom: '期間の始め',
  listTo: '期間の終わり',
  listOrder: '並び順',
  listNewest: '新しい順',
  listOldest: '古い順',
  listColumns: '表示する列',
  listEmptyTitle: '実行はまだありません',
  listEmptyText: '実行を開始すると、ここに表示されます。',
  listNoMatchTitle: '一致する実行はありません',
  listNoMatchText: '別の言葉や状態、より長い期間でお試しください。',
  listClear: '絞り込みを解除',
  listLoading: '実行を読み込んでいます',
  listFailedTitle: '実行を読み込めませんでした',
  listOfflineText: 'オンラインに戻りしだい、実行を読み込みます。',
  listLost: '現在、新しい実行を取得できません。再試行しています。',
  listMore: 'さらに表示',
  listMoreFailed: '続きを読み込めませんでした。',
  listLoadingMore: '読み込み中…',
  listCount: (shown, total) =>
    total === null || total <= shown
      ? `実行 ${count(shown)}件`
      : `実行 ${count(total)}件中${count(shown)}件`,
  listNew: (runs) => `新しい実行 ${count(runs)}件`,
  listViewer: '選択した実行',
  listCloseViewer: '閉じる',
  listCancel: (goal) => `中止：${goal}`,
  listRunAgain: (goal) => `再実行：${goal}`,

  // useRunNotification
  notificationDone: '実行が完了しました',
  notificationEnded: '実行が終了しました',
}
