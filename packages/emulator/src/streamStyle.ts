export const streamStyle = `
:root { color-scheme: light }
html, body { margin: 0; height: 100%; background: #eef0f3; overflow: hidden }
body { display: grid; grid-template: 100% / 100%; font-family: system-ui, sans-serif }
svg, #message { grid-area: 1 / 1; width: 100%; height: 100%; display: block }
svg text { font-family: system-ui, sans-serif; fill: #2b3742; font-size: 17px }
svg .brand { font-size: 23px; font-weight: 650; fill: #1f5f6b }
svg .menu text { fill: #55616d }
svg .headline { font-size: 42px; font-weight: 650; fill: #fff }
svg .lede { font-size: 19px; fill: #e8f1f3 }
svg .button { font-size: 18px; font-weight: 600; fill: #1f4650 }
svg .heading { font-size: 27px; font-weight: 650 }
svg .name { font-weight: 550 }
svg .price { font-size: 20px; font-weight: 650 }
svg .stock { font-size: 15px; fill: #66727e }
svg .tab { font-size: 15px }
svg .address { fill: #3a4651 }
svg .action { fill: #fff }
#cursor, #shop, #loading { transition: transform 120ms linear }
#press, #notice, #caption, #loading, .mark { opacity: 0; transition: opacity 160ms }
#message {
  margin: 0; display: none; place-items: center; z-index: 1; text-align: center;
  font-size: clamp(13px, 2.4vw, 22px); color: #44505c; background: #eef0f3f4
}
[data-state='ended'] #message { display: grid }
@media (prefers-reduced-motion: reduce) { * { transition: none !important } }
`
