'use client'

import type { ReactNode } from 'react'
import { Component, createContext } from 'react'

/** Whether a boundary is around already, which tells the host of what fails. */
export const IsGuarded = createContext(false)

export interface BoundaryProps {
  /** Another value is a reason to try again. */
  resetOn: unknown
  onFail?: () => void
  renderFailure: (retry: () => void) => ReactNode
  children: ReactNode
}

interface BoundaryState {
  resetOn: unknown
  hasFailed: boolean
  /** How often the children have been tried, counted from 1. */
  attempt: number
}

/** Shows something else in the place of children that throw. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { resetOn: this.props.resetOn, hasFailed: false, attempt: 1 }
  private toldAttempt = 0

  static getDerivedStateFromError(): Partial<BoundaryState> {
    return { hasFailed: true }
  }

  static getDerivedStateFromProps({ resetOn }: BoundaryProps, state: BoundaryState) {
    if (resetOn === state.resetOn) return null
    return { resetOn, hasFailed: false, attempt: state.attempt + 1 }
  }

  // The error is not passed on: it may hold what the run found, or an address that is a secret.
  override componentDidCatch() {
    const { attempt } = this.state
    // React 18 calls this for each child that throws.
    if (attempt === this.toldAttempt) return
    this.toldAttempt = attempt
    this.props.onFail?.()
  }

  override render() {
    const { children, renderFailure } = this.props
    const content = this.state.hasFailed ? renderFailure(this.retry) : children
    return <IsGuarded.Provider value>{content}</IsGuarded.Provider>
  }

  private readonly retry = () =>
    this.setState(({ attempt }) => ({ hasFailed: false, attempt: attempt + 1 }))
}
