document.querySelector('fishbowl-run').runId = new URLSearchParams(location.search).get('run')
