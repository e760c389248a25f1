// Ticks are kept on this device until they have been sent, so that a lost network loses nothing. Without this script
// the page is a form like any other. Only numbers of households are kept, no names. Each tick has an id: sent twice it
// does nothing the second time (decision 0092).
(function () {
  'use strict'
  const form = document.getElementById('diem-danh')
  const store = form && form.dataset.store
  if (!form || !window.fetch || !canKeep()) return
  const status = document.getElementById('gui')
  const sentence = document.getElementById('so-ho')
  const token = form.querySelector('[name=csrfmiddlewaretoken]').value
  let sending = false

  function canKeep () {
    try {
      window.localStorage.setItem('thu', '1')
      window.localStorage.removeItem('thu')
      return true
    } catch (refused) {
      return false
    }
  }
  function waiting () {
    try {
      return JSON.parse(window.localStorage.getItem(store)) || []
    } catch (broken) {
      return []
    }
  }
  function keep (ticks) {
    if (ticks.length) window.localStorage.setItem(store, JSON.stringify(ticks))
    else window.localStorage.removeItem(store)
  }
  function newKey () {
    const bytes = window.crypto.getRandomValues(new Uint8Array(12))
    return Array.from(bytes, function (byte) { return byte.toString(16).padStart(2, '0') }).join('')
  }
  function line (household) {
    return form.querySelector('[data-household="' + Number(household) + '"]')
  }
  function show (household, present, key, unsent) {
    const found = line(household)
    if (!found) return
    const choice = found.querySelector('input[value="' + present + '"]')
    if (choice) choice.checked = true
    found.classList.toggle('came', present !== '')
    found.classList.toggle('unsent', unsent)
    found.dataset.key = key
  }
  function say (words) {
    const left = waiting().length
    status.textContent = words || (left ? form.dataset.waiting.replace('__N__', left) : form.dataset.sent)
  }

  form.addEventListener('change', function (event) {
    const found = event.target.closest('[data-household]')
    if (!found || event.target.type !== 'radio') return
    const tick = { key: newKey(), household: Number(found.dataset.household), present: event.target.value,
      instead: found.dataset.key }
    keep(waiting().concat(tick))
    show(tick.household, tick.present, tick.key, true)
    say()
    send()
  })
  form.addEventListener('submit', function (event) {
    event.preventDefault()
    send()
  })

  async function send () {
    if (sending) return
    if (!navigator.onLine) {
      say()
      return
    }
    sending = true
    const ticks = waiting()
    try {
      const body = new FormData()
      body.append('ticks', JSON.stringify(ticks))
      const answer = await window.fetch(form.dataset.ticks, {
        method: 'POST', body: body, headers: { 'X-CSRFToken': token }, credentials: 'same-origin'
      })
      await taken(answer, ticks)
    } catch (offline) {
      say()
    } finally {
      sending = false
    }
    if (navigator.onLine && waiting().some(function (tick) { return !ticks.some(same(tick)) })) send()
  }
  function same (tick) {
    return function (other) { return other.key === tick.key }
  }
  async function taken (answer, ticks) {
    if (answer.status === 409) {
      say((await answer.json()).error)
      return
    }
    if (answer.status === 401 || answer.status === 403 || answer.redirected) {
      say(form.dataset.signedOut)
      return
    }
    if (!answer.ok) {
      say()
      return
    }
    const found = await answer.json()
    keep(waiting().filter(function (tick) { return !ticks.some(same(tick)) }))
    const unsent = waiting()
    form.querySelectorAll('[data-household]').forEach(function (each) {
      const household = each.dataset.household
      if (unsent.some(function (tick) { return tick.household === Number(household) })) return
      const here = found.here[household] || ['', '']
      show(household, here[0], here[1], false)
    })
    sentence.textContent = found.running
    say(found.answers.map(function (one) { return one.why }).filter(Boolean).join(' '))
  }

  const search = document.getElementById('tim')
  const cluster = document.getElementById('cum')
  function fold (text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/gi, 'd').toLowerCase()
  }
  function look () {
    const words = fold(search.value).split(/\s+/).filter(Boolean)
    const of = cluster ? cluster.value : ''
    let any = false
    form.querySelectorAll('[data-household]').forEach(function (each) {
      const text = fold(each.querySelector('legend').textContent)
      const fits = words.every(function (word) { return text.includes(word) }) && (!of || each.dataset.cluster === of)
      each.hidden = !fits
      any = any || fits
    })
    document.getElementById('khong-thay').hidden = any
  }
  search.addEventListener('input', look)
  if (cluster) cluster.addEventListener('change', look)
  document.getElementById('tim-ho').addEventListener('submit', function (event) {
    event.preventDefault()
    look()
  })

  waiting().forEach(function (tick) { show(tick.household, tick.present, tick.key, true) })
  window.addEventListener('online', send)
  window.setInterval(function () { if (!document.hidden) send() }, 20000)
  if (waiting().length) send()
})()
