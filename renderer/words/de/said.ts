import { type Translations, translateSentence } from '../translate-sentence';
import type { Words } from '../words';

const certificates = 'die Zertifizierungsstelle des Daemons als ca.pem und deines als cert.pem und key.pem';

const limitNames: Readonly<Record<string, string>> = {
  memory: 'den Speicher',
  'number of processes': 'die Zahl der Prozesse',
  'processor share': 'den Anteil an den Prozessoren',
  and: 'und',
};

const nameLimits = (limits: string): string =>
  limits.replace(/memory|number of processes|processor share|and/g, (word) => limitNames[word] ?? word);

const translations: Translations = {
  whole: {
    'the dockerHost setting': 'die Einstellung dockerHost',
    'the settings of the window': 'die Einstellungen des Fensters',
    'the usual Docker socket': 'der übliche Socket von Docker',
    'rootless Docker': 'Docker ohne root',

    'Nothing is there.': 'Dort ist nichts.',
    'There is no machine of that name.': 'Es gibt keinen Rechner dieses Namens.',
    'The name of the machine could not be looked up.': 'Der Name des Rechners ließ sich nicht nachschlagen.',
    'The machine is not reached.': 'Der Rechner ist nicht zu erreichen.',
    'The network of the machine is not reached.': 'Das Netz des Rechners ist nicht zu erreichen.',
    'You may not use this socket.': 'Du darfst diesen Socket nicht benutzen.',
    'It is there, but no daemon listens on it.': 'Es gibt ihn, aber kein Daemon hört darauf.',
    'Its certificate is made out to another name than the address has.':
      'Sein Zertifikat ist auf einen anderen Namen ausgestellt als den der Adresse.',
    'Its certificate has expired.': 'Sein Zertifikat ist abgelaufen.',
    'There is no ssh on this machine.': 'Auf diesem Rechner gibt es kein ssh.',
    'Its certificate is not signed by an authority that is trusted.':
      'Sein Zertifikat ist von keiner Stelle unterschrieben, der vertraut wird.',
    'It wants a certificate of yours, signed by its own authority.':
      'Er will ein Zertifikat von dir, unterschrieben von seiner eigenen Stelle.',
    'It speaks TLS only.': 'Er spricht nur TLS.',
    'It does not speak TLS.': 'Er spricht kein TLS.',
    'The address is none that can be used.': 'Diese Adresse lässt sich nicht benutzen.',
    'There is no Docker context of this name.': 'Es gibt keinen Docker-Kontext dieses Namens.',

    'Add yourself to the docker group (sudo usermod -aG docker $USER) and log in again.':
      'Nimm dich in die Gruppe docker auf (sudo usermod -aG docker $USER) und melde dich neu an.',
    'Start the Docker daemon there, or correct the port.': 'Starte den Docker-Daemon dort, oder berichtige den Port.',
    'Start Docker: sudo systemctl start docker.': 'Starte Docker: sudo systemctl start docker.',
    'Start Docker Desktop.': 'Starte Docker Desktop.',
    'Choose one that `docker context ls` shows.': 'Wähle einen, den `docker context ls` zeigt.',
    "Set dockerRuntime to one of these or to nothing, or add the runtime to the daemon's configuration and restart it.":
      'Setze dockerRuntime auf eine von diesen oder auf nichts, oder nimm die Laufzeit in die Konfiguration des Daemons auf und starte ihn neu.',
    'Set dockerRuntime to nothing, and name the runtime in the containers.conf of Podman, as its default.':
      'Setze dockerRuntime auf nichts, und nenne die Laufzeit in der containers.conf von Podman als Vorgabe.',
    'Have systemd delegate control groups of version 2 to the user of the daemon (Delegate=cpu memory pids), or use a daemon with root.':
      'Lass systemd dem Benutzer des Daemons Control Groups der Version 2 übertragen (Delegate=cpu memory pids), oder nimm einen Daemon mit root.',
    'Turn the control groups of the kernel on (cgroup_enable=memory where it starts).':
      'Schalte die Control Groups des Kernels ein (cgroup_enable=memory bei seinem Start).',
    'Where you trust every program, dockerWithoutLimits: use runs them all the same.':
      'Traust du jedem Programm, so führt dockerWithoutLimits: use sie trotzdem aus.',
    'Update Docker to version 20.10 or newer.': 'Aktualisiere Docker auf Version 20.10 oder neuer.',
    'Write the address as unix:///path, npipe:////./pipe/name, tcp://host:port, ssh://user@host or context://name.':
      'Schreibe die Adresse als unix:///pfad, npipe:////./pipe/name, tcp://host:port, ssh://user@host oder context://name.',
    'Start the engine that listens there, or correct the address.':
      'Starte die Engine, die dort hört, oder berichtige die Adresse.',
    'Correct the host name, or start the engine there.':
      'Berichtige den Namen des Rechners, oder starte die Engine dort.',
    'Use the name that is in the certificate, or have one made for this name.':
      'Nimm den Namen aus dem Zertifikat, oder lass eines für diesen Namen ausstellen.',
    'Have a new certificate made for the daemon.': 'Lass ein neues Zertifikat für den Daemon ausstellen.',
    'Install OpenSSH (on Debian and Ubuntu: sudo apt install openssh-client).':
      'Installiere OpenSSH (auf Debian und Ubuntu: sudo apt install openssh-client).',
    "Put the daemon's certificate authority as ca.pem, and yours as cert.pem and key.pem into the folder that dockerCertPath or DOCKER_CERT_PATH names.": `Lege ${certificates} in den Ordner, den dockerCertPath oder DOCKER_CERT_PATH nennt.`,
    "Put the daemon's certificate authority as ca.pem, and yours as cert.pem and key.pem into a folder and name that as dockerCertPath, or as DOCKER_CERT_PATH with DOCKER_TLS_VERIFY=1.": `Lege ${certificates} in einen Ordner und nenne ihn als dockerCertPath, oder als DOCKER_CERT_PATH mit DOCKER_TLS_VERIFY=1.`,
    'Write the address with http:// and leave the certificates out.':
      'Schreibe die Adresse mit http:// und lass die Zertifikate weg.',

    'No Docker daemon was found on this machine.': 'Auf diesem Rechner wurde kein Docker-Daemon gefunden.',
    'Install Docker (on Debian and Ubuntu: sudo apt install docker.io) or start it: sudo systemctl start docker.':
      'Installiere Docker (auf Debian und Ubuntu: sudo apt install docker.io), oder starte es: sudo systemctl start docker.',
    'Install Docker Desktop, or start it.': 'Installiere Docker Desktop, oder starte es.',
    'The Docker daemon went away.': 'Der Docker-Daemon ist nicht mehr da.',
    'The embedded engine has no terminal.': 'Die eingebaute Engine hat kein Terminal.',
    'The embedded engine gives programs no network, and this run asks for it.':
      'Die eingebaute Engine gibt Programmen kein Netz, und dieser Lauf verlangt danach.',
    'Runyard is closing.': 'Runyard schließt sich.',
    'Runyard does not answer: it was closed, or the connection to it was lost.':
      'Runyard antwortet nicht: Es wurde geschlossen, oder die Verbindung ging verloren.',
    'If it was closed, start it again and open the address that it prints; otherwise this heals by itself.':
      'Wurde es geschlossen, starte es wieder und öffne die Adresse, die es ausgibt; sonst heilt das von selbst.',
    'See that it is running there, with `runyard serve`, and that the address is right.':
      'Sieh nach, ob es dort läuft, mit `runyard serve`, und ob die Adresse stimmt.',
  },
  patterns: [
    [
      /^(.+[.)]) (It cannot limit the .+ of a program\.|Where you trust every program, .+)$/s,
      (first, second) => `${said(first)} ${said(second)}`,
    ],
    [
      /^It cannot limit the (.+) of a program\.$/,
      (limits) => `Er kann ${nameLimits(limits)} eines Programms nicht begrenzen.`,
    ],
    [/^Runyard does not answer at (.+)\.$/, (at) => `Runyard antwortet nicht unter ${at}.`],
    [
      /^The image for (.+) could not be built: (.+)\.$/s,
      (language, why) => `Das Image für ${language} ließ sich nicht bauen: ${why}.`,
    ],
    [/^(\S+) could not be pulled: (.+)\.$/s, (reference, why) => `${reference} ließ sich nicht holen: ${why}.`],
    [
      /^(.+) could not be installed from (\S+): (.+)\.$/s,
      (language, from, why) => `${language} ließ sich von ${from} nicht installieren: ${why}.`,
    ],
    [/^the Docker context "(.*)"$/, (name) => `der Docker-Kontext „${name}“`],
    [
      /^(Docker|Podman) (\S+) answers at (\S+)\.$/,
      (engine, version, at) => `${engine} ${version} antwortet unter ${at}.`,
    ],
    [/^((?:Docker|Podman) .+, API .+); runtimes: (.*)\.$/, (engine, names) => `${engine}; Laufzeiten: ${names}.`],
    [/^Its API is (\S+); (\S+) is needed\.$/, (has, needs) => `Seine API ist ${has}; ${needs} ist nötig.`],
    [/^No answer within (\S+) s\.$/, (seconds) => `Keine Antwort binnen ${seconds} s.`],
    [/^It has no runtime (\S+); it has (.+)\.$/, (name, names) => `Er hat keine Laufzeit ${name}; er hat ${names}.`],
    [/^ssh says: (.+)$/s, (words) => `ssh sagt: ${words}`],
    [
      /^Restart the Docker daemon at (\S+): it is there but does not answer\.$/,
      (at) => `Starte den Docker-Daemon unter ${at} neu: Er ist da, aber antwortet nicht.`,
    ],
    [/^Check that a Docker daemon listens at (\S+)\.$/, (at) => `Sieh nach, ob unter ${at} ein Docker-Daemon hört.`],
    [
      /^No Docker daemon is at (\S+), which (.+) names\.$/,
      (at, source) => `Unter ${at} ist kein Docker-Daemon; genannt hat das ${said(source)}.`,
    ],
    [
      /^Docker cannot be used at (\S+): (.)(.+)$/s,
      (at, first, rest) => `Docker lässt sich unter ${at} nicht benutzen. ${said(first.toUpperCase() + rest)}`,
    ],
    [/^The embedded engine has no (.+)\.$/, (language) => `Die eingebaute Engine kann ${language} nicht.`],
    [
      /^The embedded (.+) cannot start threads: choose Docker/,
      (language) => `Das eingebaute ${language} hat keine Threads: Wähle dafür Docker als Engine dieses Tabs.`,
    ],
    [
      /^The embedded (.+) cannot start other programs: choose Docker/,
      (language) =>
        `Das eingebaute ${language} kann keine anderen Programme starten: Wähle dafür Docker als Engine dieses Tabs.`,
    ],
    [
      /^The embedded (.+) has no network: choose Docker/,
      (language) =>
        `Das eingebaute ${language} hat kein Netz: Wähle Docker als Engine dieses Tabs, und schalte dort das Netz ein.`,
    ],
    [
      /^"(.+)" is neither among your files nor in the Docker image of (.+): packages/,
      (name, language) =>
        `„${name}“ ist weder unter deinen Dateien noch im Docker-Image von ${language}: Pakete kommen mit dem Image, und „Packages“ in README zeigt, wie eines dazukommt.`,
    ],
    [
      /^The embedded (.+) has no package "(.*)": use/,
      (language, name) =>
        `Das eingebaute ${language} hat kein Paket „${name}“: Nimm, was mit der Sprache kommt, oder Docker und ein Image, in dem es ist.`,
    ],
  ],
};

export const said: Words['said'] = (sentence) => translateSentence(translations, sentence);
