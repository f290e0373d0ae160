/** What text is, for every step: UTF-8, line ends, white space, and escapes of hostile text. */
package io.dsstream.text;
