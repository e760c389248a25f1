// A passkey that did not come about is said on the page; allauth's own script only tells the console.
document.addEventListener('allauth.error', function (event) {
  const notice = document.getElementById('passkey_failed')
  if (notice) {
    event.preventDefault()
    notice.hidden = false
    notice.focus()
  }
})
