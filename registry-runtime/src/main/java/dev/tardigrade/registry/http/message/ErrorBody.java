package dev.tardigrade.registry.http.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.registry.model.Bytes;

/** The JSON that every error answer has (OCI distribution spec, "Error Codes"). */
public final class ErrorBody {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private ErrorBody() {}

    public static Bytes of(ErrorAnswer answer) {
        ObjectNode root = JSON.createObjectNode();
        root.putArray("errors").addObject().put("code", answer.code()).put("message", answer.message());
        try {
            return Bytes.of(JSON.writeValueAsBytes(root));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts can be written", e);
        }
    }
}
