// It has this observer, which never says anything: without it, all is taken to be in view.
delete document.defaultView.IntersectionObserver
