/*
 * The first thing main imports, so that it runs before any other code of the page.
 *
 * A policy in a <meta> refuses every way out that carries data unseen but one: WebRTC is under no directive that browsers know there
 * (Chromium answers webrtc 'block' with “Unrecognized directive”). The app has no use for it, so its entrances are taken away.
 */
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) Reflect.deleteProperty(globalThis, name)
