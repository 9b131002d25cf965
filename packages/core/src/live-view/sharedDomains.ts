// Made by scripts/sharedDomains.mjs of 1711 domains. Do not edit.

/**
 * A filter of the domains below which anybody can rent a name, by the public suffix list. Spelled out they
 * would take 7 kB of a page, gzipped. It knows each of them, and takes about one of sixty others for one of
 * them: of a domain, the last six bits of four characters and of a hash are 0 together.
 */
const filter =
  '@@@@@@@@C@\\FeCeDCL@ZMyhxqFi}ZWMSAzXnmPcN\\\\TTG UjF?HGcUvKGFi@P@YUOZ@y{RN}iZPM]_ Fh@{@Hpq}FyYudubR_dVfMVUa~O fMTSeq?J{GW^efZlnWq_YXb nvxNddt\\LDoDg@BJI{L^ozC^ tRf^QS@@sNgXzUHlkZ_\\bUlpuc_^L\\S_]n{lp}?gw?Vw~kpa{ts@zdlI{ow}X\\ZQU{]Km jek@mYDW@J^C^N_DlgQnr @IQt_v~hbvZemmj]obb@bLWozEej w^otf[@uRJ?d[b}@u_Mg|gcfcoC@siecPEho_el?jUPos@|Jksbv~AUacUAuWoOf{zBGoetRXNRAz{FHUAnbRLaAgF}Ys~zuVQY KzCFcvKVs J_}Ewn@O\\JW~~cJPf|a[SPa?QmaXuxJ\\MGR~j^RhR_n@f@e{k@liH~~xT@x@aI{_bMwSD[WPhibXSMvX@]G}JtIZ\\@W_BwdDLk_RqLrYIatYRQXGzai@@Y@_t btfzmzhr{@OPMzBXWdjX[RePLmK\\SiLt__@ewqCPgfS LkQgFGHlmQykPDkTZvrbmy^|j~^bDNhB]a|lmepVD[F^NosNOvKKFwKTI]NkB{DZ{\\n}MlcZS{GshmAa fiZkj]LbCtpP|JYQNzxdMxK\\m\\TLbJl^mq@] bssU}]XqzYn~VqSjCqrvopB[CAfDkGgNq@AXbOftC?JlE\\KtEHTKQx|sRbfpCX?atyn{WpLepuFE@O[aSVCGpKkI~SNuv\\TO|kT[hTQJGguxAZ \\@}kakqtfBNjOF?TdgVw]aK@prT_g]vuXD~sX[iFZD[hpZ}fZ@BOWLNbnsztyeWOX[y@mz|s^tNUL[HPSpK@KGbmkLPsb]Wsj~Ie}VnUbvSeV[jKx?Pv@Jx@AqJPoV_azQiL|aMLYUrotwbMSTgGumunx oHddUD~CGqsLECPUjuzL[yY@\\WmKT_SngjjCPfPc^~QA_hhhUGt qZs_Fl}LIc|@HS?OZu @g_nT\\MA igEPWJV}ZHRn?gQTcQVp\\TK?Qp^fHIEZlKDHDMPH@ztWVAZmkT@dIcj{H?kQYFdRHK\\n^m Ia|jO|jqWhX{JuP@w{U?Wr]FU^@KKafgGwK {ljPwGj@qOn]Fyn{SSQ?jMW?oORTJ@SmOxFjbZb@jb]hmDK{liKFkBrDqV]vJ{B^l{B_@lsE BvOjU[nZUnyQBBgOdd~t rTYCiFD|_R@vOodGFI^x[XAXoNVIsiTrBq?Jf\\wec@^~UG^I~o{Q[JkBxKqBJ}\\H}ydqkpBqmQZq@oRQ~w]C^XBhOt?RTKZtdsxWEHw@a[g}dDod{oK~SPCX?sDqakG^{yzIN?pRbgdb~RV}lDwtTofb{RS{pEoBOy^gFlEATA@faFiskfT~BOjHhi|KM_\\MmlDompHRZSLRJxb bVWlqY\\Bb|CwunnHWsouRmT[Pf|@e@gg ?cTqu@Ex}rcZH]]G]xHW@]QBIpGNm^ozkqZrlGgnEt_Z\\lqjYhdUBPUxBD^[UbDIrY]OFW@JGdAeEZbl?n@SXm@DxS~{UxfywjtdltxHLzQ MstYnVFjkJXcUGENBsPNdtNHvWB}TMKvUTQix@KQL@@]DnwLKkqLGOtQzNTXELm_UQ\\~oWuyxd]|iI?e\\LgTpmQ}epQmfO RX@jSr|gsXWeZk}h|XyUzKPu@|EuXk@sIcX kQ\\RN]dwHRx{IKEyasM@~[@f@qsNcoOC|WntWkDvdawI^neyMhZ q]Pj}~fCLRXCxwNsu@w@M'

/** Tells whether a domain may be one of those. `false` is sure. */
export function isSharedDomain(domain: string): boolean {
  let hash = 1
  for (let index = 0; index < domain.length; index += 1) {
    hash = Math.imul(hash ^ domain.charCodeAt(index), 0x01000193)
  }
  let bits = hash
  for (let place = 0; place < 4; place += 1) {
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    bits ^= filter.charCodeAt((hash >>> 0) % 1770)
  }
  return (bits & 63) === 0
}
