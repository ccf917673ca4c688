/**
 * The beds of the tests as JUnit extensions. A bed is started when the first test asks for it, shared by all tests of the run and
 * stopped at the end of the run, also when the JVM is killed. Extensions hand their parts to tests as parameters.
 */
@NullMarked
package dev.tardigrade.e2e.beds;

import org.jspecify.annotations.NullMarked;
