import type { Scene } from '../script/scenes.js'
import { scenes } from '../script/scenes.js'
import type { ScriptedStep } from '../script/script.js'

/** What the stream page draws: one moment of the pretend browser. */
export interface StreamFrame {
  type: 'frame'
  /** Milliseconds since the run was created. */
  t: number
  /** Which step is shown, counted from 1. 0 before the first. */
  step: number
  /** What the agent does, `''` before the first step. */
  action: string
  /** What stands in the address bar. */
  address: string
  /** Coordinates of the picture, 1280 by 800. */
  cursor: { x: number; y: number; isPressed: boolean }
  /** By how much the page is scrolled, in the picture's pixels. */
  scroll: number
  /** Whether the cookie notice is open. */
  hasNotice: boolean
  /** How much of the page has arrived, from 0 to 1. */
  loaded: number
  /** How many products have been read. */
  read: number
}

/** The last thing that a page hears: its browser is gone. */
export interface StreamEnd {
  type: 'ended'
}

/** The share of a scene, from 0 to 1, after which the cursor clicks. */
const CLICK = 0.6

/** What there is to see before the first step. */
const blankScene: Scene = { address: 'about:blank', path: [[640, 620]], scroll: 0 }

/**
 * Gives the frame that a run's steps have come to. It is a pure function, so that frames need no
 * timers and no memory.
 *
 * @param elapsed Milliseconds since the run was created.
 * @param endsAt Milliseconds after its creation at which the run ends, and its last step with it.
 */
export function getStreamFrame(
  steps: readonly ScriptedStep[],
  elapsed: number,
  endsAt: number,
): StreamFrame {
  const index = steps.findLastIndex(({ at }) => at <= elapsed)
  const step = steps[index]
  const from = steps[index - 1]
  const scene: Scene = step ? scenes[step.scene] : blankScene
  const last: Scene = from ? scenes[from.scene] : blankScene
  const start = step?.at ?? 0
  const end = steps[index + 1]?.at ?? endsAt
  const progress = Math.min(Math.max((elapsed - start) / Math.max(end - start, 1), 0), 1)
  const hasClicked = !scene.isClick || progress >= CLICK
  const effect = scene.isClick ? Math.max(0, (progress - CLICK) / (1 - CLICK)) : progress

  return {
    type: 'frame',
    t: Math.round(elapsed),
    step: index + 1,
    action: step?.action ?? '',
    address: hasClicked ? scene.address : last.address,
    cursor: {
      ...follow(
        [last.path.at(-1) ?? [640, 620], ...scene.path],
        scene.isClick ? progress / CLICK : progress,
      ),
      isPressed: scene.isClick === true && Math.abs(progress - CLICK) < 0.08,
    },
    scroll: Math.round(last.scroll + (scene.scroll - last.scroll) * ease(effect)),
    hasNotice: scene.hasNotice === true || (last.hasNotice === true && !hasClicked),
    loaded: step?.scene === 'open' ? Math.round(Math.min(progress * 2, 1) * 100) / 100 : 1,
    read: scene.reads === 'all' ? 10 : scene.reads ? Math.ceil(progress * 10) : 0,
  }
}

/** Gives the place on a path of several points, all legs of which take the same time. */
function follow(points: Scene['path'], progress: number): { x: number; y: number } {
  const legs = points.length - 1
  const leg = Math.min(Math.floor(progress * legs), legs - 1)
  const [fromX, fromY] = points[leg] ?? [0, 0]
  const [toX, toY] = points[leg + 1] ?? [fromX, fromY]
  const share = ease(Math.min(progress * legs - leg, 1))
  return {
    x: Math.round(fromX + (toX - fromX) * share),
    y: Math.round(fromY + (toY - fromY) * share),
  }
}

/** Makes a movement start and stop softly, as a hand does. */
function ease(share: number): number {
  return share * share * (3 - 2 * share)
}
