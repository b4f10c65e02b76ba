// Asks the device for a passkey, or for a new one. Without it, or where the browser knows none, the forms stay hidden.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));

const offer = (id, ask) => {
  const form = document.getElementById(id);
  if (!form || !window.PublicKeyCredential || !PublicKeyCredential.prototype.toJSON) return;
  form.hidden = false;
  form.addEventListener('submit', async event => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    try {
      form.elements.answer.value = JSON.stringify((await ask(form.dataset)).toJSON());
      form.requestSubmit();
    } catch (refused) {
      // Whoever changes their mind stays on the page.
    }
  });
};

offer('passkey', data => navigator.credentials.get({publicKey: {
  challenge: bytes(data.challenge), rpId: data.host, userVerification: 'required'}}));

offer('new-passkey', data => navigator.credentials.create({publicKey: {
  challenge: bytes(data.challenge),
  rp: {id: data.host, name: data.place},
  user: {id: bytes(data.person), name: data.email, displayName: data.email},
  pubKeyCredParams: [-7, -8, -257].map(alg => ({type: 'public-key', alg})),
  authenticatorSelection: {residentKey: 'required', userVerification: 'required'},
  attestation: 'none'}}));
