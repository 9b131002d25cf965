import { getProducts } from '../scenarios/shop.js'

/** A small drawing for each product, in a square of 64, in the order of the catalog. */
const drawings = [
  '<path d="M22 14h20v6H22zM20 24h24v26H20zM24 50h16v5H24z"/><path d="M32 30c6 6 5 12 0 15-5-3-6-9 0-15z" fill="#fff"/>',
  '<g fill="none" stroke="currentColor" stroke-width="5"><circle cx="32" cy="32" r="20"/><circle cx="32" cy="32" r="11"/></g>',
  '<circle cx="32" cy="32" r="22"/><circle cx="32" cy="32" r="16" fill="#fff"/><path d="M31 21h3v12l8 5-2 3-9-6z"/>',
  '<path d="M18 24h28l4 30H14z"/><path d="M24 26v-6a8 8 0 0 1 16 0v6" fill="none" stroke="currentColor" stroke-width="4"/>',
  '<path d="M30 18h4v32h-4zM22 24h20v4H22zM12 38c2 12 10 17 20 17s18-5 20-17l-6 3c-2 6-7 9-14 9s-12-3-14-9z"/><circle cx="32" cy="14" r="5"/>',
  '<path d="M24 12h16l12 10-6 12-4-3v23H22V31l-4 3-6-12z"/><path d="M31 16h2v36h-2z" fill="#fff"/>',
  '<path d="M12 30h40v10H12zM16 42h4v12h-4zM24 42h4v12h-4zM32 42h4v12h-4zM40 42h4v12h-4zM28 10h8v18h-8z"/>',
  '<path d="M10 26h34v10H28a13 13 0 1 1-18-4z"/><circle cx="20" cy="42" r="5" fill="#fff"/><path d="M46 26h8v8h-8z"/>',
  '<path d="M14 46h36v8H14zM20 30h24l4 14H16z"/><circle cx="32" cy="20" r="8"/>',
  '<path d="M18 8h5v48h-5zM41 8h5v48h-5zM20 16h24v4H20zM20 27h24v4H20zM20 38h24v4H20zM20 49h24v4H20z"/>',
]

const tints = ['#b98a2f', '#4b7f8c', '#a8603f', '#6f7f4f', '#4e6a94']

const cards = getProducts(5).map(({ name, price, stock }, index) => {
  const x = 60 + (index % 5) * 236
  const y = index < 5 ? 392 : 676
  const tint = tints[index % tints.length]
  return `<g class="card" transform="translate(${x} ${y})">
<rect width="216" height="260" rx="10" fill="#fff" stroke="#e1e5ea"/>
<rect x="12" y="12" width="192" height="140" rx="6" fill="${tint}" opacity=".12"/>
<g transform="translate(66 40) scale(1.32)" fill="currentColor" color="${tint}">${drawings[index]}</g>
<text x="16" y="182" class="name">${name}</text>
<text x="16" y="210" class="price">$${price.toFixed(2)}</text>
<circle cx="21" cy="235" r="4.5" fill="${stock > 10 ? '#3d8b5a' : '#c08a2a'}"/><text x="33" y="240" class="stock">${stock} in stock</text>
<g class="mark"><rect x="-3" y="-3" width="222" height="266" rx="12" fill="none" stroke="#2f6fde" stroke-width="3"/><circle cx="196" cy="20" r="13" fill="#2f6fde"/><path d="M190 20l4.5 4.5 8-9" fill="none" stroke="#fff" stroke-width="2.8" stroke-linecap="round" stroke-linejoin="round"/></g>
</g>`
})

const shop = `<g id="shop">
<rect width="1280" height="1120" fill="#f6f7f9"/>
<rect width="1280" height="72" fill="#fff"/><path d="M0 72h1280" stroke="#e1e5ea"/>
<path d="M60 40q8-14 16 0t16 0M60 50q8-14 16 0t16 0" fill="none" stroke="#1f5f6b" stroke-width="4" stroke-linecap="round"/>
<text x="106" y="46" class="brand">Tidewater Supply</text>
<g class="menu"><text x="560" y="45">Lanterns</text><text x="680" y="45">Rope</text><text x="770" y="45">Navigation</text><text x="910" y="45">Clothing</text></g>
<rect x="1090" y="22" width="130" height="30" rx="15" fill="#f0f2f5"/><text x="1108" y="42" class="stock">Search</text>
<rect y="72" width="1280" height="240" fill="#1f5f6b"/>
<path d="M0 262q80-36 160 0t160 0 160 0 160 0 160 0 160 0 160 0 160 0v50H0z" fill="#2b7482"/>
<path d="M0 284q80-30 160 0t160 0 160 0 160 0 160 0 160 0 160 0 160 0v28H0z" fill="#38899a"/>
<text x="60" y="150" class="headline">Gear for quiet water</text>
<text x="60" y="186" class="lede">Made to last, mended for free, delivered to the harbor.</text>
<rect x="60" y="216" width="176" height="50" rx="25" fill="#fff"/><text x="148" y="247" class="button" text-anchor="middle" fill="#1f5f6b">All products</text>
<text x="60" y="364" class="heading">All products</text><text x="1220" y="364" class="stock" text-anchor="end">Sorted by popularity</text>
${cards.join('\n')}
<rect y="990" width="1280" height="130" fill="#e9edf1"/>
</g>`

/**
 * The pretend browser as one SVG. The page's script moves what has an id, and shows the cards'
 * marks.
 */
export const browserPicture = `<svg viewBox="0 0 1280 800" role="img" aria-label="A browser on the page of a shop">
<defs><clipPath id="viewport"><rect y="92" width="1280" height="708"/></clipPath></defs>
<rect width="1280" height="800" fill="#f6f7f9"/>
<g clip-path="url(#viewport)"><g transform="translate(0 92)">${shop}
<g id="notice"><rect x="40" y="556" width="1200" height="84" rx="12" fill="#20303c"/><text x="72" y="605" class="lede">We use cookies to remember your basket.</text><rect x="1058" y="578" width="140" height="44" rx="22" fill="#fff"/><text x="1128" y="606" class="button" text-anchor="middle" fill="#20303c">Accept</text></g>
</g></g>
<rect width="1280" height="40" fill="#dfe3e9"/><rect y="40" width="1280" height="52" fill="#fff"/><path d="M0 92h1280" stroke="#d5dae1"/>
<g fill="#b9c1cb"><circle cx="24" cy="20" r="6.5"/><circle cx="46" cy="20" r="6.5"/><circle cx="68" cy="20" r="6.5"/></g>
<path d="M96 40V18a10 10 0 0 1 10-10h220a10 10 0 0 1 10 10v22z" fill="#fff"/><path d="M112 22q4-7 8 0t8 0M112 27q4-7 8 0t8 0" fill="none" stroke="#1f5f6b" stroke-width="2"/><text x="138" y="29" class="tab">Tidewater Supply</text>
<g fill="none" stroke="#78838f" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"><path d="M34 58l-8 8 8 8M26 66h18M72 58l8 8-8 8M80 66H62M124 61a9 9 0 1 0 2 8M125 56v6h-6"/></g>
<rect x="152" y="50" width="1068" height="32" rx="16" fill="#f0f2f5"/><path d="M171 64v-3a5 5 0 0 1 10 0v3h1v10h-12v-10z" fill="#78838f"/><text id="address" x="194" y="72" class="address"></text>
<rect id="loading" y="89" width="1280" height="3" fill="#2f6fde"/>
<g id="caption"><rect x="24" y="744" height="38" width="420" rx="19" fill="#101820" opacity=".86"/><circle cx="46" cy="763" r="5" fill="#58c48b"/><text id="action" x="62" y="769" class="action"></text></g>
<g id="cursor"><circle id="press" r="20" fill="#2f6fde" opacity=".28"/><path d="M0 0v25l6.5-6 4.5 10.5 5-2.2-4.5-10.3h9z" fill="#111" stroke="#fff" stroke-width="2" stroke-linejoin="round"/></g>
</svg>`
