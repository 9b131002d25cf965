/** What `useRunNotification` says where the host says nothing. It names neither the run nor what it is about. */
export const notificationMessages = {
  notificationDone: 'Your run is done',
  notificationEnded: 'Your run has ended',
}

export type NotificationMessages = typeof notificationMessages
