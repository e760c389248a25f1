// What somebody writes to the commune is kept on their device until it is sent, so that a lost network loses nothing.
// Never kept: the name, how to be reached, photos, and nothing at all once an official is chosen whom it is about. It
// goes after three days, when it is sent, and at a touch. The key of the form is kept with it: sent twice, it is one.
(function () {
  'use strict'
  const LASTS = 3 * 24 * 60 * 60 * 1000
  const KEPT = ['text', 'topic', 'village', 'landmark', 'form_key']

  function remove (place) {
    try { window.localStorage.removeItem(place) } catch (refused) { /* nothing was kept either */ }
  }
  const sent = document.querySelector('[data-draft-sent]')
  if (sent) remove(sent.dataset.draftSent)

  const form = document.querySelector('form[data-draft]')
  const told = document.getElementById('nhap')
  if (!form || !told) return
  const place = form.dataset.draft

  function read () {
    try {
      const draft = JSON.parse(window.localStorage.getItem(place))
      if (draft && Date.now() - draft.at < LASTS) return draft
    } catch (broken) { /* as if there were none */ }
    remove(place)
    return null
  }
  function show (there, words) {
    told.hidden = !there && !words
    told.querySelector('[data-words]').textContent = words || told.dataset.kept
    told.querySelector('button').hidden = !there
  }
  function keep () {
    if (form.elements.about && form.elements.about.value) {
      remove(place)
      show(false, told.dataset.about)
      return
    }
    const draft = { at: Date.now() }
    KEPT.forEach(function (name) { draft[name] = form.elements[name] ? form.elements[name].value : '' })
    if (!draft.text.trim()) {
      remove(place)
      show(false)
      return
    }
    try {
      window.localStorage.setItem(place, JSON.stringify(draft))
      show(true)
    } catch (full) { show(false) }
  }

  const draft = read()
  if (draft && !form.elements.text.value) {
    KEPT.forEach(function (name) { if (form.elements[name] && draft[name]) form.elements[name].value = draft[name] })
    show(true, told.dataset.back)
  }
  form.addEventListener('input', keep)
  form.addEventListener('change', keep)
  // Without a network the browser would put its own page in the place of what was written.
  form.addEventListener('submit', function (event) {
    if (navigator.onLine) return
    event.preventDefault()
    show(!told.querySelector('button').hidden, told.dataset.offline)
    told.scrollIntoView({ block: 'center' })
  })
  told.querySelector('button').addEventListener('click', function () {
    remove(place)
    KEPT.forEach(function (name) { if (name !== 'form_key' && form.elements[name]) form.elements[name].value = '' })
    show(false, told.dataset.gone)
  })
})()
