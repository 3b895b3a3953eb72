// Signing in with a passkey, and adding one. The form works by itself: this script asks the browser
// for the credential, puts it into the form's hidden field and sends it.
(() => {
  const bytes = (text) => {
    const padded = text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
    return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0)).buffer;
  };
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const create = async ({ publicKey }) => {
    const made = await navigator.credentials.create({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        user: { ...publicKey.user, id: bytes(publicKey.user.id) },
        excludeCredentials: known(publicKey.excludeCredentials),
      },
    });
    return {
      ...said(made),
      response: {
        clientDataJSON: text(made.response.clientDataJSON),
        attestationObject: text(made.response.attestationObject),
        transports: made.response.getTransports ? made.response.getTransports() : [],
      },
    };
  };

  const get = async ({ publicKey }) => {
    const found = await navigator.credentials.get({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        allowCredentials: known(publicKey.allowCredentials),
      },
    });
    const { clientDataJSON, authenticatorData, signature, userHandle } = found.response;
    return {
      ...said(found),
      response: {
        clientDataJSON: text(clientDataJSON),
        authenticatorData: text(authenticatorData),
        signature: text(signature),
        userHandle: userHandle ? text(userHandle) : null,
      },
    };
  };

  const said = (credential) => ({
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  });

  const optionsOf = async (form) => {
    if (form.dataset.from) return JSON.parse(document.getElementById(form.dataset.from).textContent);
    const answer = await fetch(form.dataset.options, {
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  // A key that is to do without a password must be kept by the device and ask who holds it.
  const alone = { residentKey: "required", requireResidentKey: true, userVerification: "required" };

  const ask = async (form) => {
    const options = await optionsOf(form);
    if (form.dataset.passkey !== "create") return get(options.request_options);
    const { publicKey } = options.creation_options;
    const without = form.querySelector("[name=passwordless]")?.checked ? alone : {};
    const authenticatorSelection = { ...publicKey.authenticatorSelection, ...without };
    return create({ publicKey: { ...publicKey, authenticatorSelection } });
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("button[type=button]");
    const status = form.querySelector("[role=status]");
    if (!button || !window.PublicKeyCredential) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      status.textContent = "";
      try {
        form.querySelector("[name=credential]").value = JSON.stringify(await ask(form));
        form.submit();
      } catch {
        status.textContent = form.dataset.failed;
        button.disabled = false;
      }
    });
  }
})();
