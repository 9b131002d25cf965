/** What `useRunNotification` says where the host says nothing. It names neither the run nor what it is about. */
export const notificationMessages = {
  notificationDone: 'What you are waiting for is done',
  notificationEnded: 'What you are waiting for has ended',
}

export type NotificationMessages = typeof notificationMessages
