import type { Messages } from '../messages.js'
import { createFormats } from './createFormats.js'

const { count, plural } = createFormats('ar')

/** Keeps a value of unknown script from turning the words and signs around it. */
const isolate = (value: string) => `\u2068${value}\u2069`

/**
 * Arabic. What a word stands for, and which other one is not used, is in `locales/ar.md`. A run and a step
 * are feminine, and so is all that is said of them.
 */
export const ar: Messages = {
  // RunStatusBadge, LiveRunBadge
  statusPending: 'قيد الانتظار',
  statusRunning: 'قيد التشغيل',
  statusSucceeded: 'نجحت',
  statusGoalFailed: 'لم يتحقق الهدف',
  statusNoResult: 'بلا نتيجة',
  statusWithheld: 'انتهت',
  statusInvalidResult: 'نتيجة غير متوقعة',
  statusFailed: 'فشلت',
  statusCancelled: 'أُلغيت',
  statusUnknown: (status) => (status ? `غير معروفة: ${isolate(status)}` : 'غير معروفة'),
  statusLoading: 'جارٍ التحميل',
  statusUnavailable: 'غير متاحة',

  // RunCounters
  countersLabel: 'عمليات التشغيل حسب الحالة',
  // The number comes last, as no form of it would agree with every label.
  counter: (runs, label) => `${label}: ${count(runs)}`,

  // Times. Units are abbreviated, as these stand alone and behind prepositions, which would change the dual.
  seconds: (seconds) => `${count(seconds)} ث`,
  minutes: (minutes, seconds) =>
    seconds ? `${count(minutes)} د ${count(seconds)} ث` : `${count(minutes)} د`,
  hours: (hours, minutes) =>
    minutes ? `${count(hours)} س ${count(minutes)} د` : `${count(hours)} س`,
  timeElapsed: 'الوقت المنقضي',

  // Several parts
  steps: (steps) =>
    plural(steps, {
      zero: 'بلا خطوات',
      one: 'خطوة واحدة',
      two: 'خطوتان',
      few: (n) => `${n} خطوات`,
      many: (n) => `${n} خطوة`,
      other: (n) => `${n} خطوة`,
    }),
  currentStep: (step) => `الخطوة ${count(step)}`,
  goalUnknown: 'عملية تشغيل بلا عنوان',
  stepsLabel: 'الخطوات',
  close: 'إغلاق',
  showMore: 'عرض المزيد',
  showLess: 'عرض أقل',
  opensInNewTab: '(يُفتح في علامة تبويب جديدة)',
  copy: 'نسخ',
  copied: 'تم النسخ',
  retry: 'إعادة المحاولة',

  // RunSummary
  summaryDuration: 'المدة',
  summaryStarted: 'وقت البدء',
  summaryCreated: 'قيد الانتظار منذ',
  summarySite: 'الموقع',
  summaryProfile: 'الملف الشخصي',
  summaryProxy: 'الخادم الوكيل',
  summaryAttached: 'نعم',
  summaryRunId: 'معرّف التشغيل',
  summaryRunPage: 'في TinyFish',
  openRunPage: 'فتح في TinyFish',
  copyRunId: 'نسخ معرّف التشغيل',
  copySelected: 'تم التحديد، يُرجى النسخ يدويًا',

  // RunViewer
  viewerLabel: (goal) => (goal ? `عملية التشغيل: ${isolate(goal)}` : 'عملية التشغيل'),
  resultTab: 'النتيجة',
  detailsTab: 'التفاصيل',
  liveViewTab: 'البث المباشر',
  recordingTab: 'التسجيل',
  stepsTab: (steps) => (steps ? `الخطوات ${count(steps)}` : 'الخطوات'),
  panelFailedTitle: 'تعذّر عرض هذا الجزء',
  panelFailedText: 'لا يؤثر ذلك في بقية الصفحة.',
  watchRecording: 'مشاهدة التسجيل',
  showStepPictures: 'لقطات الخطوات',
  watchWithheldTitle: 'عملية التشغيل مستمرة',
  watchWithheldText: 'لا يُعرض عليك ما يجري فيها، وسيُذكر هنا ما تنتهي إليه.',

  // RunActions
  cancel: 'إلغاء',
  cancelling: 'جارٍ الإلغاء…',
  cancelFailed: 'تعذّر إلغاء عملية التشغيل. يُرجى إعادة المحاولة.',
  cancelRefused: 'لم تُلغَ عملية التشغيل: ليست لديك صلاحية إلغائها.',
  runAgain: 'إعادة التشغيل',
  retryIn: (time) => `تتاح إعادة المحاولة بعد ${isolate(time)}`,
  retryNow: 'يمكنك إعادة المحاولة الآن.',

  // RunLiveView
  reload: 'إعادة التحميل',
  liveViewLabel: 'البث المباشر',
  liveViewPicture: (status) => `البث المباشر: ${status}`,
  liveViewFrameTitle: (runId) => `البث المباشر، عملية التشغيل ${isolate(runId)}`,
  liveViewViewOnly: 'للمشاهدة فقط',
  liveViewHide: 'إخفاء',
  liveViewShow: 'عرض البث المباشر',
  liveViewOpen: 'فتح',
  liveViewOpenLabel: 'فتح البث المباشر في علامة تبويب جديدة',
  liveViewFullscreen: 'ملء الشاشة',
  liveViewExitFullscreen: 'إنهاء ملء الشاشة',
  liveViewHiddenTitle: 'البث المباشر مخفي',
  liveViewHiddenText: 'لا يُحمَّل منه شيء إلى أن يُعرض.',
  liveViewQueuedTitle: 'في انتظار بدء التشغيل',
  liveViewQueuedText: 'يظهر البث المباشر هنا فور توفّر متصفح.',
  liveViewStartingTitle: 'في انتظار البث المباشر',
  liveViewStartingText: 'بدأت عملية التشغيل، ويجري تجهيز متصفحها.',
  liveViewWithheldTitle: 'ليست لديك صلاحية مشاهدة البث المباشر',
  liveViewWithheldText: 'يمكنك الاطلاع على عملية التشغيل، لكن ليس على متصفحها.',
  liveViewNoneTitle: 'لا يوجد بث مباشر',
  liveViewNoneText: 'انتهت عملية التشغيل من دون بث مباشر يمكن عرضه.',
  liveViewConnecting: 'جارٍ الاتصال بالبث المباشر.',
  liveViewSlow: 'يستغرق البث المباشر وقتًا أطول من المعتاد. يمكنك إعادة تحميله.',
  liveViewNavigated: 'أُعيد تحميل الصفحة في البث المباشر أو جرى الانتقال منها.',
  liveViewOffline: 'لا يوجد اتصال بالإنترنت. قد تتوقف الصورة.',
  liveViewEndsSoon: 'ينتهي البث المباشر خلال أقل من دقيقة.',
  liveViewControlled: 'التحكم بيدك',
  liveViewTurnTitle: 'غير معروض لتخفيف العبء عن هذه الصفحة',
  liveViewTurnText: 'تُعرض حاليًا متصفحات أخرى في هذه الصفحة.',
  liveViewWatch: 'مشاهدة',
  liveViewPausedTitle: 'البث المباشر متوقف مؤقتًا',
  liveViewPausedText: 'حاولت الصفحة المعروضة فيه الاستحواذ على لوحة المفاتيح.',
  liveViewPausedScrollText: 'حاولت الصفحة المعروضة فيه تمرير هذه الصفحة.',
  liveViewResume: 'استئناف',
  liveViewBlockedTitle: 'هذه الصفحة لا تسمح بالبث المباشر',
  liveViewBlockedText: (directive, origin) =>
    `حظرته سياسة ${isolate('Content-Security-Policy')} الخاصة بها. يمكن لمن يدير هذه الصفحة إضافة ${isolate(origin)} إلى ${isolate(directive)}.`,
  liveViewKeptOutText: (origin) =>
    `تمنع سياسة ${isolate('Cross-Origin-Embedder-Policy')} الخاصة بها تحميل ${isolate(origin)}، ولا يمكن تجاوز ذلك في هذا المتصفح. يمكن فتحه في علامة تبويب جديدة أو في متصفح آخر.`,
  liveViewSameOriginTitle: 'أُزيل البث المباشر',
  liveViewSameOriginText:
    'فقد حُوِّل إلى صفحة من هذا الموقع، كان يمكنه منها الوصول إلى ما هو معروض هنا.',
  liveViewNoDocumentTitle: 'لم يصل شيء من البث المباشر',
  liveViewNoDocumentText: 'لم تصل استجابة في الوقت المناسب. قد تكون عملية التشغيل مستمرة رغم ذلك.',
  liveViewNotLoadedTitle: 'تعذّر تحميل البث المباشر',
  liveViewNotLoadedText:
    'لم يصل جزء من هذه الصفحة. إذا لم يصل بعد إعادة التحميل، فيُرجى تحديث الصفحة كلها.',
  liveViewMayBeAvailable: (time, left) =>
    `انتهت عملية التشغيل. قد يبقى متصفحها متاحًا حتى ${isolate(time)} (المتبقي ${isolate(left)}).`,
  liveViewExpiredTitle: 'انتهى البث المباشر',
  liveViewExpiredText: (time) => `كان متاحًا حتى ${isolate(time)} على أبعد تقدير.`,
  liveViewRefusedTitle: 'لا يُعرض هذا البث المباشر',
  liveViewRefusedHost: (host) =>
    `مصدره ${isolate(host)}، وهو ليس من مضيفي TinyFish المعروفين. إذا كان موضع ثقة، فيمكن إضافته إلى ${isolate('allowedStreamHosts')}.`,
  liveViewRefusedUrl: 'لا يمكن عرض عنوانه بأمان.',
  liveViewUnknownTitle: 'ربما انتهى البث المباشر',
  liveViewUnknownText: 'لا يُعرف هل انتهت عملية التشغيل هذه، ولا متى انتهت.',
  liveViewTryAnyway: 'محاولة تحميله',

  // RunLiveView, for those who may take control
  liveViewTakeControl: 'تولّي التحكم',
  liveViewExitControl: 'إنهاء التحكم',
  liveViewControlHint:
    'يتيح استخدام الفأرة ولوحة المفاتيح في البث المباشر. للخروج منه: «إنهاء التحكم» أو المفتاح F6.',
  liveViewControlWarning:
    'كل ما يُكتب هنا يُرسل إلى متصفح بعيد: يُرجى عدم إدخال كلمات المرور الخاصة بك.',
  liveViewSkip: 'تخطي البث المباشر',

  // RunRecording
  recordingLabel: 'التسجيل',
  recordingRenewing: 'جارٍ جلب التسجيل مجددًا',
  recordingFailedTitle: 'تعذّر تحميل التسجيل',
  recordingFailedText: 'ربما لم يعد موجودًا، أو ربما لا يُسمح لهذه الصفحة بتشغيله.',
  recordingRefusedTitle: 'لا يُعرض هذا التسجيل',
  recordingRefusedText: 'لا يمكن تشغيله بأمان من عنوانه.',
  recordingWaitingTitle: 'التسجيل ليس جاهزًا بعد',
  recordingWaitingText: 'يستغرق إعداده لحظات بعد انتهاء عملية التشغيل.',
  recordingNoneTitle: 'لا يوجد تسجيل',
  recordingNoneText: 'لم تُسجَّل عملية التشغيل هذه.',

  // RunSteps
  stepsJump: 'الانتقال إلى الأحدث',
  stepsNone: 'لا توجد خطوات بعد',
  stepsNoneEnded: 'انتهت عملية التشغيل من دون أي خطوة',
  stepUntitled: 'خطوة',
  // Not isolated: beside a picture this is shown as text from the web, where hidden characters get codes.
  stepAnnouncement: (step, action) => `الخطوة ${count(step)}: ${action}`,
  stepDone: 'تمت',
  stepRunning: 'جارية',
  stepPicture: 'لقطة',
  stepPictureLabel: (step) => `لقطة الخطوة ${count(step)}`,
  stepPictureClose: 'إغلاق اللقطة',
  stepPictureLoading: 'جارٍ تحميل اللقطة',
  stepPictureNone: 'لا توجد لقطة لهذه الخطوة.',
  stepPictureFailed: 'تعذّر تحميل اللقطة.',
  stepPictureInvalid: 'هذه ليست صورة يمكن عرضها.',
  stepPictureBlocked: 'تمنع سياسة هذه الصفحة عرض اللقطة.',

  // RunResult
  resultSource: 'مستخرَجة من صفحات الويب',
  resultRows: (rows) =>
    plural(rows, {
      zero: 'بلا صفوف',
      one: 'صف واحد',
      two: 'صفان',
      few: (n) => `${n} صفوف`,
      many: (n) => `${n} صفًا`,
      other: (n) => `${n} صف`,
    }),
  resultShowMore: (more) => `عرض المزيد (${count(more)})`,
  resultShowAll: 'عرض النص كاملًا',
  resultTextCut: (shown, length) => {
    const whole = plural(length, {
      zero: (n) => `${n} حرف`,
      one: 'حرف واحد',
      two: 'حرفين',
      few: (n) => `${n} أحرف`,
      many: (n) => `${n} حرفًا`,
      other: (n) => `${n} حرف`,
    })
    return `المعروض أول ${count(shown)} من أصل ${whole}. الملف المنزَّل يتضمنها كلها.`
  },
  resultApproximate: 'تقريبي',
  resultCircular: '[مرجع دائري]',
  resultUnreadable: '[تتعذّر قراءته]',
  resultTreeLabel: 'النتيجة في شكل شجرة',
  resultExpandAll: 'توسيع الكل',
  resultExpandedPart: 'لا يزال هناك ما يمكن توسيعه.',
  resultCollapseAll: 'طي الكل',
  resultChosen: (name) => `قيمة ${isolate(name)}`,
  resultItems: (items) =>
    plural(items, {
      zero: 'بلا عناصر',
      one: 'عنصر واحد',
      two: 'عنصران',
      few: (n) => `${n} عناصر`,
      many: (n) => `${n} عنصرًا`,
      other: (n) => `${n} عنصر`,
    }),
  resultFields: (fields) =>
    plural(fields, {
      zero: 'بلا حقول',
      one: 'حقل واحد',
      two: 'حقلان',
      few: (n) => `${n} حقول`,
      many: (n) => `${n} حقلًا`,
      other: (n) => `${n} حقل`,
    }),
  resultTooDeep: 'المستويات الأعمق غير معروضة. الملف المنزَّل يتضمنها.',
  resultYes: 'نعم',
  resultNo: 'لا',
  resultRegion: 'النتيجة، مستخرَجة من صفحات الويب',
  resultTableLabel: 'النتيجة',
  resultTableOf: (name) => `جدول ${isolate(name)}`,
  resultColumnsCut: (columns) => {
    const first = plural(columns, {
      zero: 'لا أعمدة معروضة',
      one: 'المعروض أول عمود',
      two: 'المعروض أول عمودين',
      few: (n) => `المعروض أول ${n} أعمدة`,
      many: (n) => `المعروض أول ${n} عمودًا`,
      other: (n) => `المعروض أول ${n} عمود`,
    })
    return `${first}. الشجرة والملف المنزَّل يتضمنان كل الأعمدة.`
  },
  resultFieldNote: (key, description) =>
    description ? `${isolate(key)}: ${isolate(description)}` : key,
  resultRow: (row) => `الصف ${count(row)}`,
  resultDetail: (name, row) => `${isolate(name)}، الصف ${count(row)}`,
  resultViews: 'طريقة العرض',
  resultViewTable: 'جدول',
  resultViewRecord: 'حقول',
  resultViewTree: 'شجرة',
  resultViewText: 'نص',
  resultViewRaw: 'خام',
  resultRawLabel: 'النتيجة بتنسيق JSON',
  resultRawCut: (lines) => {
    const first = plural(lines, {
      zero: 'لا أسطر معروضة',
      one: 'المعروض أول سطر',
      two: 'المعروض أول سطرين',
      few: (n) => `المعروض أول ${n} أسطر`,
      many: (n) => `المعروض أول ${n} سطرًا`,
      other: (n) => `المعروض أول ${n} سطر`,
    })
    return `${first}. الملف المنزَّل يتضمن كل الأسطر.`
  },
  resultSearch: 'البحث في النتيجة',
  resultSearching: 'جارٍ البحث…',
  resultNoMatch: 'لا توجد مطابقات',
  resultMatch: (position, matches, hasMore) =>
    `${count(position)} من ${count(matches)}${hasMore ? ' على الأقل' : ''}`,
  resultMatchingRows: (rows) =>
    plural(rows, {
      zero: 'لا صفوف مطابقة',
      one: 'صف واحد مطابق',
      two: 'صفان مطابقان',
      few: (n) => `${n} صفوف مطابقة`,
      many: (n) => `${n} صفًا مطابقًا`,
      other: (n) => `${n} صف مطابق`,
    }),
  resultPrevious: 'المطابقة السابقة',
  resultNext: 'المطابقة التالية',
  resultCopyFailed: 'تعذّر النسخ. يمكنك تنزيل النتيجة بدلًا من ذلك.',
  resultDownload: (format) => `تنزيل بتنسيق ${isolate(format)}`,

  // Characters that are not seen
  textHidden: (code) => `حرف مخفي ${isolate(code)}`,
  textHiddenMore: (more) =>
    plural(more, {
      zero: 'لا أحرف مخفية أخرى',
      one: 'حرف مخفي آخر',
      two: 'حرفان مخفيان آخران',
      few: (n) => `${n} أحرف مخفية أخرى`,
      many: (n) => `${n} حرفًا مخفيًا آخر`,
      other: (n) => `${n} حرف مخفي آخر`,
    }),
  textMarks: (marks) =>
    plural(marks, {
      zero: 'لا علامات أخرى على هذا الحرف',
      one: 'علامة أخرى على هذا الحرف',
      two: 'علامتان أخريان على هذا الحرف',
      few: (n) => `${n} علامات أخرى على هذا الحرف`,
      many: (n) => `${n} علامة أخرى على هذا الحرف`,
      other: (n) => `${n} علامة أخرى على هذا الحرف`,
    }),

  // What a run came to
  goalFailedTitle: 'لم يتحقق الهدف',
  goalFailedText: 'عمل المتصفح كما ينبغي. يمكن تجربة هدف أكثر تحديدًا أو صفحة بداية أخرى.',
  withheldTitle: 'انتهت عملية التشغيل',
  withheldText: 'نتيجتها غير معروضة هنا، لذا لا يُعرف هل تحقق الهدف.',
  noResultTitle: 'انتهت عملية التشغيل بلا نتيجة',
  noResultText:
    'عمل المتصفح كما ينبغي، لكن لم يُعثر على شيء. يُرجى توضيح ما يجب استخراجه ومكانه في الهدف.',
  invalidResultTitle: 'النتيجة ليست بالشكل المتوقع',
  invalidResultText: 'اكتملت عملية التشغيل، لكن الأجزاء التالية تختلف عن المطلوب.',
  resultMoreIssues: (issues) =>
    plural(issues, {
      zero: 'لا اختلافات أخرى',
      one: 'واختلاف آخر',
      two: 'واختلافان آخران',
      few: (n) => `و${n} اختلافات أخرى`,
      many: (n) => `و${n} اختلافًا آخر`,
      other: (n) => `و${n} اختلاف آخر`,
    }),
  cancelledTitle: 'أُلغيت عملية التشغيل',
  cancelledText: 'توقفت قبل أن تكتمل، لذا لا توجد نتيجة.',
  resultShow: 'عرض النتيجة',
  resultHide: 'إخفاء النتيجة',

  // RunError
  failedTitle: 'فشلت عملية التشغيل',
  failedUnknown: 'السبب غير معروف. قد تفيد إعادة التشغيل.',
  failedSystemTitle: 'حدثت مشكلة في TinyFish',
  failedSystem: 'لم يكن الخطأ من جانبك. عادةً ما تفيد إعادة التشغيل.',
  failedAgentTitle: 'تعذّر على الوكيل تنفيذ ذلك',
  failedAgent: 'يُرجى تغيير الهدف أو صفحة البداية أو الملف الشخصي للمتصفح.',
  failedBillingTitle: 'رصيد الحساب لا يكفي لعملية التشغيل هذه',
  failedBilling: 'يُرجى إضافة رصيد ثم إعادة التشغيل.',
  failedHelpLink: (host) => `المساعدة على ${isolate(host)}`,
  profileHintAuthWall:
    'يطلب الموقع من زواره تسجيل الدخول. يمكن استخدام ملف شخصي للمتصفح سُجِّل الدخول به.',
  profileHintBotChallenge:
    'يتحقق الموقع من أن زواره بشر. قد يفيد استخدام ملف شخصي للمتصفح في اجتياز ذلك.',
  profileHintOther: (reason) =>
    reason
      ? `قد يفيد استخدام ملف شخصي للمتصفح: ${isolate(reason)}`
      : 'قد يفيد استخدام ملف شخصي للمتصفح.',
  profileHintLink: (host) => `إعداد ملف شخصي على ${isolate(host)}`,

  // The connection, and runs that cannot be read
  loadingRun: 'جارٍ تحميل عملية التشغيل',
  connectionLost: 'انقطع الاتصال. جارٍ إعادة المحاولة.',
  connectionOffline: 'لا يوجد اتصال بالإنترنت. تُستأنف التحديثات عند عودته.',
  connectionStopped: (problem) => `توقفت التحديثات. ${problem}.`,
  connectionStalled: 'لم تنتهِ عملية التشغيل هذه خلال يوم. توقفت التحديثات.',
  errorNotFoundTitle: 'لم يُعثر على عملية التشغيل هذه',
  errorNotFoundText: 'إما أنها غير موجودة، أو ليست لديك صلاحية الاطلاع عليها.',
  errorUnauthorizedTitle: 'لم يتم تسجيل الدخول',
  errorUnauthorizedText: 'يُرجى تسجيل الدخول مجددًا للاطلاع على عملية التشغيل هذه.',
  errorForbiddenTitle: 'ليست لديك صلاحية الاطلاع على عملية التشغيل هذه',
  errorForbiddenText: 'يمكنك طلب الوصول ممن بدأها.',
  errorGoneTitle: 'لم تعد عملية التشغيل هذه محفوظة',
  errorGoneText: 'تمت إزالتها.',
  errorInvalidIdTitle: 'هذا ليس معرّف تشغيل',
  errorInvalidIdText: 'لا يحتوي معرّف التشغيل إلا على أحرف لاتينية وأرقام وواصلات وشرطات سفلية.',
  errorReadTitle: 'تعذّر تحميل عملية التشغيل',
  errorReadText: 'لم يُرسل الخادم استجابة يمكن قراءتها.',
  errorNoOriginTitle: 'الخادم لا يتعرف على هذه الصفحة',
  errorNoOriginText:
    'مصدر الصفحة هو «null» لأنها ملف أو معروضة داخل تطبيق. يُرجى فتحها من عنوانها على الويب.',
  errorOfflineTitle: 'لا يوجد اتصال بالإنترنت',
  errorOfflineText: 'تُحمَّل عملية التشغيل فور عودة الاتصال.',
  errorRetrying: (problem) => `${problem} جارٍ إعادة المحاولة.`,

  // RunForm
  formUrl: 'صفحة البداية',
  formUrlPlaceholder: 'https://example.com',
  formGoal: 'الهدف',
  formGoalPlaceholder: 'استخراج أول عشرة منتجات مع الاسم والسعر والكمية المتوفرة',
  formSubmit: 'بدء التشغيل',
  formSubmitting: 'جارٍ البدء…',
  formUrlInvalid: `يُرجى إدخال عنوان ويب يبدأ بـ ${isolate('https://')} أو ${isolate('http://')}.`,
  formGoalMissing: 'يُرجى كتابة المطلوب تنفيذه.',
  formFailed: 'لم تبدأ عملية التشغيل.',
  formFailedField: (field, problem) =>
    `لم تبدأ عملية التشغيل بسبب «${isolate(field)}»: ${isolate(problem)}`,
  formUncertain:
    'لا يُعرف هل بدأت عملية التشغيل. يُرجى مراجعة أحدث عمليات التشغيل قبل إعادة المحاولة.',
  formFailedPayment: 'لم تبدأ عملية التشغيل: لم يتبقَّ رصيد في الحساب.',
  formFailedForbidden: 'لم تبدأ عملية التشغيل: ليست لديك صلاحية بدئها.',
  formFailedRateLimited: 'لم تبدأ عملية التشغيل: بدأ عدد كبير جدًا في وقت واحد. يُرجى الانتظار قليلًا.',

  // RunList
  listLabel: 'عمليات التشغيل',
  listStatus: 'الحالة',
  listGoal: 'الهدف',
  listStarted: 'البدء',
  listDuration: 'المدة',
  listSteps: 'الخطوات',
  listActions: 'الإجراءات',
  listFilterLabel: 'العثور على عمليات تشغيل',
  listSearch: 'البحث في عمليات التشغيل',
  listAnyStatus: 'كل الحالات',
  listStatusPending: 'قيد الانتظار',
  listStatusRunning: 'قيد التشغيل',
  listStatusCompleted: 'اكتملت',
  listStatusFailed: 'فشلت',
  listStatusCancelled: 'أُلغيت',
  listFrom: 'من',
  listTo: 'إلى',
  listOrder: 'الترتيب',
  listNewest: 'الأحدث أولًا',
  listOldest: 'الأقدم أولًا',
  listColumns: 'الأعمدة',
  listEmptyTitle: 'لا توجد عمليات تشغيل بعد',
  listEmptyText: 'تظهر عمليات التشغيل هنا فور بدئها.',
  listNoMatchTitle: 'لا توجد عمليات تشغيل مطابقة',
  listNoMatchText: 'يمكنك تجربة كلمات أخرى أو حالة أخرى أو فترة أطول.',
  listClear: 'مسح عوامل التصفية',
  listLoading: 'جارٍ تحميل عمليات التشغيل',
  listFailedTitle: 'تعذّر تحميل عمليات التشغيل',
  listOfflineText: 'تُحمَّل عمليات التشغيل فور عودة الاتصال.',
  listLost: 'لا تصل عمليات تشغيل جديدة حاليًا. جارٍ إعادة المحاولة.',
  listMore: 'عرض المزيد',
  listMoreFailed: 'تعذّر تحميل المزيد من عمليات التشغيل.',
  listLoadingMore: 'جارٍ التحميل…',
  listCount: (shown, total) =>
    total === null || total <= shown
      ? plural(shown, {
          zero: 'لا عمليات تشغيل',
          one: 'عملية تشغيل واحدة',
          two: 'عمليتا تشغيل',
          few: (n) => `${n} عمليات تشغيل`,
          many: (n) => `${n} عملية تشغيل`,
          other: (n) => `${n} عملية تشغيل`,
        })
      : `عمليات التشغيل: ${count(shown)} من ${count(total)}`,
  listNew: (runs) =>
    plural(runs, {
      zero: 'لا عمليات تشغيل جديدة',
      one: 'عملية تشغيل جديدة',
      two: 'عمليتا تشغيل جديدتان',
      few: (n) => `${n} عمليات تشغيل جديدة`,
      many: (n) => `${n} عملية تشغيل جديدة`,
      other: (n) => `${n} عملية تشغيل جديدة`,
    }),
  listViewer: 'عملية التشغيل المحدَّدة',
  listCloseViewer: 'إغلاق',
  listCancel: (goal) => `إلغاء: ${isolate(goal)}`,
  listRunAgain: (goal) => `إعادة التشغيل: ${isolate(goal)}`,

  // useRunNotification
  notificationDone: 'اكتملت عملية التشغيل',
  notificationEnded: 'انتهت عملية التشغيل',
}
