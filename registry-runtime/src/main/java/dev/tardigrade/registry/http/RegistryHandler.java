package dev.tardigrade.registry.http;

import dev.tardigrade.registry.http.api.RegistryApi;
import dev.tardigrade.registry.http.message.ClientGoneException;
import dev.tardigrade.registry.http.message.ErrorAnswer;
import dev.tardigrade.registry.http.message.ErrorBody;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.http.message.Pace;
import dev.tardigrade.registry.http.message.RegistryHeader;
import dev.tardigrade.registry.http.message.SlowClientException;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.StorageBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Gives each request to the API, and turns what fails there into the answer that the client is due. */
public final class RegistryHandler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryHandler.class);
    private static final String API_VERSION = "registry/2.0";

    private static final int SILENT = 408;

    /** No status of HTTP, but what others log for it; nobody is there any more to whom it could be sent. */
    private static final int CLIENT_GONE = 499;

    private final RegistryApi api;
    private final AnswerHeaders fixed;
    private final Pace pace;
    private final Duration budget;
    private final Optional<Admission> admission;
    private volatile boolean ending;

    /** Without a bound on requests at a time. */
    public RegistryHandler(RegistryApi api, AnswerHeaders fixed) {
        this(api, fixed, Pace.DEFAULT, ServerLimits.STORAGE, Optional.empty());
    }

    /** @param budget of time that a request may wait for the storage */
    RegistryHandler(RegistryApi api, AnswerHeaders fixed, Pace pace, Duration budget, Optional<Admission> admission) {
        super(InvocationType.BLOCKING);
        this.api = api;
        this.fixed = fixed;
        this.pace = pace;
        this.budget = budget;
        this.admission = admission;
    }

    /** From now on answers over HTTP/1.1 tell that their connection closes. */
    void end() {
        ending = true;
    }

    /** What gives the answer. */
    public interface Answerer {

        /** Answers, or throws what the client is to be told. */
        void answer(RegistryApi api, Exchange exchange) throws IOException;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        answer(request, response, callback, this::inSlot);
        return true;
    }

    private void inSlot(RegistryApi answering, Exchange exchange) throws IOException {
        if (admission.isPresent()) {
            admission.get().admit(exchange.method(), () -> answering.handle(exchange));
        } else {
            answering.handle(exchange);
        }
    }

    /** Has a request answered, and turns what fails there into the answer that the client is due. */
    public void answer(Request request, Response response, Callback callback, Answerer answerer) {
        String id = RequestId.of(request);
        Exchange exchange = new Exchange(request, response, pace);
        request.setAttribute(RequestId.ATTRIBUTE, id);
        try (var _ = MDC.putCloseable("request", id)) {
            serve(exchange, id, answerer);
            callback.succeeded();
        } catch (ClientGoneException e) {
            LOG.debug("{}", e.getMessage(), e);
            callback.failed(new HttpException.RuntimeException(e.isSilence() ? SILENT : CLIENT_GONE, e));
        } catch (IOException e) {
            LOG.debug("broken off", e);
            callback.failed(e);
        }
    }

    private void serve(Exchange exchange, String id, Answerer answerer) throws IOException {
        prepare(exchange, id);
        try {
            new StorageBudget(budget, System::nanoTime).<@Nullable Void, IOException>call(() -> {
                answerer.answer(api, exchange);
                return null;
            });
        } catch (SlowClientException e) {
            LOG.debug("{}", e.getMessage());
            fail(exchange, id, ErrorAnswer.tooSlow(e), e);
        } catch (RegistryException e) {
            log(e);
            fail(exchange, id, answer(exchange, e.failure()), e);
        } catch (RuntimeException e) {
            LOG.error("unexpected failure of {} {}", exchange.method(), AccessLog.path(exchange.path()), e);
            fail(exchange, id, ErrorAnswer.internal(), e);
        }
    }

    private void prepare(Exchange exchange, String id) {
        fixed.addTo(exchange);
        exchange.set(RegistryHeader.API_VERSION, API_VERSION).set(RegistryHeader.REQUEST_ID, id);
        if (ending && !exchange.isHttp2()) {
            exchange.set(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        }
    }

    private static void log(RegistryException e) {
        switch (e.failure()) {
            case Failure.StorageDenied _, Failure.StorageFull _, Failure.BucketMissing _, Failure.StorageFault _ ->
                LOG.error("{}", e.getMessage(), e);
            case Failure.StorageUnavailable _, Failure.UpstreamUnavailable _, Failure.Overloaded _ ->
                LOG.warn("{}", e.getMessage());
            default -> LOG.debug("{}", e.getMessage());
        }
    }

    private ErrorAnswer answer(Exchange exchange, Failure failure) {
        ErrorAnswer answer = ErrorAnswer.to(failure);
        return failure instanceof Failure.Unauthenticated unknown
                ? answer.with(HttpHeader.WWW_AUTHENTICATE, api.challenge(exchange, unknown))
                : answer;
    }

    /** After the first byte of a body has left, the only honest answer is to break off. */
    private void fail(Exchange exchange, String id, ErrorAnswer answer, Exception cause) throws IOException {
        if (exchange.isCommitted()) {
            throw new IOException("failed after the answer had begun", cause);
        }
        exchange.reset();
        prepare(exchange, id);
        answer.headers().forEach(exchange::set);
        exchange.answer(answer.status(), MediaType.JSON, ErrorBody.of(answer));
    }
}
