/**
 * What the page of a share link says itself, for somebody who was sent a link. `{place}` and `{count}` stand for
 * numbers: the server writes the texts into the page, and could not write functions.
 */
export interface PageMessages {
  dir: 'ltr' | 'rtl'
  title: string
  loading: string
  noScript: string
  incompleteTitle: string
  incompleteText: string
  endedTitle: string
  endedText: string
  unreachableTitle: string
  unreachableText: string
  brokenTitle: string
  brokenText: string
  goneTitle: string
  place: string
}

/**
 * Every language that there is, by the name of its file in `@fishbowl/react/locales`. The words are those of its
 * glossary.
 */
export const pageMessages: Record<string, PageMessages> = {
  en: {
    dir: 'ltr',
    title: 'Shared with you',
    loading: 'Loading',
    noScript: 'This page needs JavaScript.',
    incompleteTitle: 'This link is not complete',
    incompleteText: 'Open the whole link that was sent to you.',
    endedTitle: 'This link has ended',
    endedText: 'Ask whoever sent it to you for a new one.',
    unreachableTitle: 'This page cannot be loaded at the moment',
    unreachableText: 'It tries again by itself.',
    brokenTitle: 'This page could not be loaded',
    brokenText: 'Reload it to try again.',
    goneTitle: 'This is no longer available',
    place: '{place} of {count}',
  },
  de: {
    dir: 'ltr',
    title: 'Mit Ihnen geteilt',
    loading: 'Wird geladen',
    noScript: 'Für diese Seite wird JavaScript benötigt.',
    incompleteTitle: 'Dieser Link ist nicht vollständig',
    incompleteText: 'Öffnen Sie den ganzen Link, den Sie erhalten haben.',
    endedTitle: 'Dieser Link ist nicht mehr gültig',
    endedText: 'Bitten Sie die Person, von der Sie ihn haben, um einen neuen.',
    unreachableTitle: 'Diese Seite kann zurzeit nicht geladen werden',
    unreachableText: 'Es wird automatisch erneut versucht.',
    brokenTitle: 'Diese Seite konnte nicht geladen werden',
    brokenText: 'Laden Sie sie neu, um es noch einmal zu versuchen.',
    goneTitle: 'Dieser Inhalt ist nicht mehr verfügbar',
    place: '{place} von {count}',
  },
  fr: {
    dir: 'ltr',
    title: 'Partagé avec vous',
    loading: 'Chargement',
    noScript: 'Cette page a besoin de JavaScript.',
    incompleteTitle: 'Ce lien est incomplet',
    incompleteText: 'Ouvrez en entier le lien que vous avez reçu.',
    endedTitle: 'Ce lien n’est plus valable',
    endedText: 'Demandez-en un nouveau à la personne qui vous l’a envoyé.',
    unreachableTitle: 'Cette page ne peut pas être chargée pour le moment',
    unreachableText: 'Une nouvelle tentative aura lieu automatiquement.',
    brokenTitle: 'Cette page n’a pas pu être chargée',
    brokenText: 'Actualisez-la pour réessayer.',
    goneTitle: 'Ce contenu n’est plus disponible',
    place: '{place} sur {count}',
  },
  es: {
    dir: 'ltr',
    title: 'Contenido compartido',
    loading: 'Cargando',
    noScript: 'Esta página necesita JavaScript.',
    incompleteTitle: 'Este enlace no está completo',
    incompleteText: 'Abra el enlace entero, tal como lo recibió.',
    endedTitle: 'Este enlace ya no es válido',
    endedText: 'Pida uno nuevo a la persona que lo envió.',
    unreachableTitle: 'Esta página no se puede cargar en este momento',
    unreachableText: 'Se volverá a intentar automáticamente.',
    brokenTitle: 'No se pudo cargar esta página',
    brokenText: 'Recárguela para volver a intentarlo.',
    goneTitle: 'Este contenido ya no está disponible',
    place: '{place} de {count}',
  },
  'pt-BR': {
    dir: 'ltr',
    title: 'Compartilhado com você',
    loading: 'Carregando',
    noScript: 'Esta página precisa de JavaScript.',
    incompleteTitle: 'Este link está incompleto',
    incompleteText: 'Abra o link inteiro que você recebeu.',
    endedTitle: 'Este link não é mais válido',
    endedText: 'Peça um novo a quem o enviou.',
    unreachableTitle: 'Não é possível carregar esta página no momento',
    unreachableText: 'Uma nova tentativa será feita automaticamente.',
    brokenTitle: 'Não foi possível carregar esta página',
    brokenText: 'Recarregue-a para tentar de novo.',
    goneTitle: 'Este conteúdo não está mais disponível',
    place: '{place} de {count}',
  },
  ja: {
    dir: 'ltr',
    title: '共有されたページ',
    loading: '読み込み中',
    noScript: 'このページの表示にはJavaScriptが必要です。',
    incompleteTitle: 'リンクが途中で切れています',
    incompleteText: '受け取ったリンク全体を開いてください。',
    endedTitle: 'このリンクは無効になりました',
    endedText: '送信者に新しいリンクを依頼してください。',
    unreachableTitle: '現在、このページを読み込めません',
    unreachableText: '自動的に再試行します。',
    brokenTitle: 'このページを読み込めませんでした',
    brokenText: '再読み込みしてください。',
    goneTitle: 'この内容はもう表示できません',
    place: '{count}件中{place}件目',
  },
  'zh-CN': {
    dir: 'ltr',
    title: '与您共享',
    loading: '加载中',
    noScript: '此页面需要 JavaScript。',
    incompleteTitle: '此链接不完整',
    incompleteText: '请打开您收到的完整链接。',
    endedTitle: '此链接已失效',
    endedText: '请向发送者索取新链接。',
    unreachableTitle: '暂时无法加载此页面',
    unreachableText: '页面会自动重试。',
    brokenTitle: '无法加载此页面',
    brokenText: '请重新加载后再试。',
    goneTitle: '此内容已不再提供',
    place: '第 {place} 项，共 {count} 项',
  },
  ko: {
    dir: 'ltr',
    title: '공유된 페이지',
    loading: '불러오는 중',
    noScript: '이 페이지를 보려면 JavaScript가 필요합니다.',
    incompleteTitle: '링크가 완전하지 않습니다',
    incompleteText: '받은 링크 전체를 여세요.',
    endedTitle: '이 링크는 더 이상 유효하지 않습니다',
    endedText: '보낸 사람에게 새 링크를 요청하세요.',
    unreachableTitle: '지금은 이 페이지를 불러올 수 없습니다',
    unreachableText: '자동으로 다시 시도합니다.',
    brokenTitle: '이 페이지를 불러오지 못했습니다',
    brokenText: '다시 시도하려면 새로고침하세요.',
    goneTitle: '이 내용은 더 이상 볼 수 없습니다',
    place: '{count}건 중 {place}번째',
  },
  ar: {
    dir: 'rtl',
    title: 'محتوى تمت مشاركته معك',
    loading: 'جارٍ التحميل',
    noScript: 'يلزم تفعيل JavaScript لعرض هذه الصفحة.',
    incompleteTitle: 'هذا الرابط غير مكتمل',
    incompleteText: 'يُرجى فتح الرابط كاملًا كما ورد إليك.',
    endedTitle: 'لم يعد هذا الرابط صالحًا',
    endedText: 'يُرجى طلب رابط جديد ممن أرسله إليك.',
    unreachableTitle: 'تعذّر تحميل هذه الصفحة حاليًا',
    unreachableText: 'ستُعاد المحاولة تلقائيًا.',
    brokenTitle: 'تعذّر تحميل هذه الصفحة',
    brokenText: 'يُرجى إعادة تحميلها للمحاولة مجددًا.',
    goneTitle: 'لم يعد هذا المحتوى متاحًا',
    place: '{place} من {count}',
  },
}
