/** The forms of names on a command line. This file loads no client. */

/** The address of a broker. */
export const brokerPattern = /^(nats|tls):\/\/([^/@\s]*@)?[^/@\s]+\/?$/;

/** Names of streams as the broker accepts them, without the dots of subjects. */
export const streamNamePattern = /^[A-Za-z0-9_-]{1,64}$/;
