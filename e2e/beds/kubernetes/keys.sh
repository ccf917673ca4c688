# shellcheck shell=bash
# Keys and client configurations in the folder the caller is in: one authority signs everything, a name and a group make a client.
# RSA, because Fabric8's client reads no EC key in PKCS#8. (No umask for good: the kubelet would inherit it, and its containers
# could not write their logs.)
key() { (umask 077 && openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "pki/$1.key" 2>/dev/null); }
authority() {
  key ca
  openssl req -x509 -new -key pki/ca.key -subj /CN=bed -days 30 -out pki/ca.crt \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,digitalSignature
}
certificate() { # FILE SUBJECT [ALTERNATIVE NAMES]
  key "$1"
  openssl req -new -key "pki/$1.key" -subj "$2" -out "pki/$1.csr"
  openssl x509 -req -in "pki/$1.csr" -CA pki/ca.crt -CAkey pki/ca.key -set_serial "0x$(openssl rand -hex 8)" -days 30 \
    -out "pki/$1.crt" -extfile <(
      echo "keyUsage=digitalSignature,keyEncipherment"
      echo "extendedKeyUsage=clientAuth${3:+,serverAuth}"
      [ -z "${3:-}" ] || echo "subjectAltName=$3"
    ) 2>/dev/null
  rm "pki/$1.csr"
}
kubeconfig() { # NAME SERVER: written with the certificate of the same name
  (umask 077 && cat >"$1.kubeconfig") <<YAML
apiVersion: v1
kind: Config
current-context: bed
clusters:
- name: bed
  cluster:
    server: $2
    certificate-authority-data: $(base64 -w0 pki/ca.crt)
users:
- name: $1
  user:
    client-certificate-data: $(base64 -w0 "pki/$1.crt")
    client-key-data: $(base64 -w0 "pki/$1.key")
contexts:
- name: bed
  context: {cluster: bed, user: $1}
YAML
}
