/** A key and a self-signed certificate for "localhost" and 127.0.0.1, good for the tests of this repository and for nothing else. */
export const farEndTls = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgEdEiouOJILODhW+f
ctKj6WkmFhQATy6h098Qh8vXB1OhRANCAATuiqoF/EPOWWGrTnLzIVbdBunCCbQZ
G6mmW+kK28XvlDno3KfkN6IT+8HlsmoONjWpiQGxtaSTtQlF8Dqq3eEN
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBsDCCAVWgAwIBAgIURFXSvQwficzOyWYFscdrfdbdHkowCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTU2x1aWNlIHRlc3QgZmFyIGVuZDAgFw0yNjExMjExMzM3NTda
GA8yMTI2MTAyODEzMzc1N1owHjEcMBoGA1UEAwwTU2x1aWNlIHRlc3QgZmFyIGVu
ZDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABO6KqgX8Q85ZYatOcvMhVt0G6cIJ
tBkbqaZb6Qrbxe+UOejcp+Q3ohP7weWyag42NamJAbG1pJO1CUXwOqrd4Q2jbzBt
MB0GA1UdDgQWBBT50j1wEpkmbdBhDykleNBbNtJw7TAfBgNVHSMEGDAWgBT50j1w
EpkmbdBhDykleNBbNtJw7TAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAjb1WqhYmnaZpA0lEG5FW
gxcaZjO8/4sN1rfmPt0GCPMCIQDOKlkyFWfo2DlxaMHb3aMTP2obre7e/rdt2mm7
mlucmQ==
-----END CERTIFICATE-----
`,
};
