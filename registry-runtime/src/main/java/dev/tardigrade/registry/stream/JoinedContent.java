package dev.tardigrade.registry.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

record JoinedContent(Content first, Content second) implements Content {

    @Override
    public long size() {
        return first.size() + second.size();
    }

    @Override
    public InputStream open() throws IOException {
        InputStream head = first.open();
        try {
            return new SequenceInputStream(head, second.open());
        } catch (IOException e) {
            head.close();
            throw e;
        }
    }
}
