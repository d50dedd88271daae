package dev.waybill.trail.run;

import dev.waybill.trail.TrailFaultKind;
import dev.waybill.trail.run.FakeTrail.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Alterations of a digest chain and its log files, each with the kind that must name it. */
enum Tampering {
  SIGNATURE_REMOVED(TrailFaultKind.SIGNATURE_MISSING) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      String key = chain.get(at).key();
      trail.replace(key, trail.bytes(key), Map.of());
    }
  },
  SIGNATURE_CHANGED(TrailFaultKind.SIGNATURE_INVALID) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      String key = chain.get(at).key();
      Map<String, String> metadata = new TreeMap<>(trail.metadata(key));
      String signature = metadata.get("signature");
      metadata.put("signature", (signature.charAt(0) == '0' ? "1" : "0") + signature.substring(1));
      trail.replace(key, trail.bytes(key), metadata);
    }
  },
  SIGNATURE_NO_HEX(TrailFaultKind.SIGNATURE_INVALID) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      String key = chain.get(at).key();
      Map<String, String> metadata = new TreeMap<>(trail.metadata(key));
      metadata.put("signature", "no signature");
      trail.replace(key, trail.bytes(key), metadata);
    }
  },
  SIGNED_BY_UNKNOWN_KEY(TrailFaultKind.PUBLIC_KEY_UNKNOWN) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      Digest digest = chain.get(at);
      digest.fingerprint = "forged";
      digest.signer = FakeTrail.OTHER_KEY;
      FakeTrail.sign(digest);
      trail.replace(digest.key(), FakeTrail.gzip(digest.json), FakeTrail.metadata(digest));
    }
  },
  SIGNED_BY_OTHER_KEY(TrailFaultKind.DIGEST_ALTERED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      Digest digest = chain.get(at);
      digest.logs.clear();
      digest.signer = FakeTrail.OTHER_KEY;
      FakeTrail.sign(digest);
      trail.replace(digest.key(), FakeTrail.gzip(digest.json), FakeTrail.metadata(digest));
    }
  },
  DIGEST_CHANGED(TrailFaultKind.DIGEST_ALTERED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      Digest digest = chain.get(at);
      String hash = digest.logs.get(0).hash();
      String json = digest.json.replace(hash, hash.substring(1) + hash.charAt(0));
      trail.replace(digest.key(), FakeTrail.gzip(json), FakeTrail.metadata(digest));
    }
  },
  HASH_LINK_WRONG(TrailFaultKind.PREVIOUS_HASH_BROKEN) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      chain.get(at).previousHash = "0".repeat(64);
      resign(trail, chain, at);
    }
  },
  SIGNATURE_LINK_WRONG(TrailFaultKind.PREVIOUS_SIGNATURE_BROKEN) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      chain.get(at).previousSignature = "ab".repeat(256);
      resign(trail, chain, at);
    }
  },
  LINK_REMOVED(TrailFaultKind.PREVIOUS_LINK_BROKEN) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      chain.get(at).previousKey = null;
      resign(trail, chain, at);
    }
  },
  STARTS_LATE(TrailFaultKind.TIME_GAP) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      chain.get(at).start = chain.get(at).start.plusSeconds(60);
      resign(trail, chain, at);
    }
  },
  DIGEST_DELETED(TrailFaultKind.DIGEST_DELETED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      trail.remove(chain.get(at).key());
    }
  },
  NEIGHBOURS_DELETED(TrailFaultKind.DIGESTS_DELETED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      chain.subList(at, at + 3).forEach(it -> trail.remove(it.key()));
    }
  },
  HEAD_DELETED(TrailFaultKind.HEAD_CUT) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      chain.subList(0, at).forEach(it -> trail.remove(it.key()));
    }
  },
  TAIL_DELETED(TrailFaultKind.TAIL_LATE) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      chain.subList(at, chain.size()).forEach(it -> trail.remove(it.key()));
    }
  },
  DIGEST_HIDDEN(TrailFaultKind.DIGEST_HIDDEN) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      trail.mark(chain.get(at).key(), chain.get(at).end.plusSeconds(600));
    }
  },
  DIGEST_COVERED(TrailFaultKind.DIGEST_OVERWRITTEN) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      String other = chain.get(at - 1).key();
      trail.put(
          chain.get(at).key(),
          trail.bytes(other),
          trail.metadata(other),
          chain.get(at).end.plusSeconds(600));
    }
  },
  DIGEST_REPLACED_BY_ANOTHER(TrailFaultKind.DIGEST_MISPLACED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      String other = chain.get(at - 1).key();
      trail.replace(chain.get(at).key(), trail.bytes(other), trail.metadata(other));
    }
  },
  DIGEST_OF_OTHER_BUCKET(TrailFaultKind.DIGEST_MISPLACED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      chain.get(at).bucket = "another-bucket";
      FakeTrail.sign(chain.get(at));
      trail.replace(
          chain.get(at).key(),
          FakeTrail.gzip(chain.get(at).json),
          FakeTrail.metadata(chain.get(at)));
    }
  },
  DIGEST_IN_WRONG_FOLDER(TrailFaultKind.DIGEST_MISPLACED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      String key = chain.get(at).key();
      String copy = key.replace("/111122223333_CloudTrail-Digest_", "/copy_");
      trail.put(copy, trail.bytes(key), trail.metadata(key), chain.get(at).end.plusSeconds(90));
    }
  },
  DIGEST_NO_GZIP(TrailFaultKind.DIGEST_MALFORMED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      Digest digest = chain.get(at);
      trail.replace(
          digest.key(), digest.json.getBytes(StandardCharsets.UTF_8), FakeTrail.metadata(digest));
    }
  },
  DIGEST_NO_JSON(TrailFaultKind.DIGEST_MALFORMED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      malformed(trail, chain.get(at), chain.get(at).json.substring(1));
    }
  },
  DIGEST_NESTED(TrailFaultKind.DIGEST_MALFORMED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      malformed(trail, chain.get(at), "{\"logFiles\":" + "[".repeat(100_000));
    }
  },
  DIGEST_LACKS_FIELD(TrailFaultKind.DIGEST_MALFORMED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      malformed(
          trail,
          chain.get(at),
          chain.get(at).json.replace("\"newestEventTime\":null,\"old", "\"old"));
    }
  },
  DIGEST_MISTYPED(TrailFaultKind.DIGEST_MALFORMED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      malformed(trail, chain.get(at), chain.get(at).json.replace("\"own\"", "17"));
    }
  },
  DIGEST_BOMB(TrailFaultKind.DIGEST_MALFORMED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      malformed(trail, chain.get(at), " ".repeat(1 + (1 << 25)));
    }
  },
  DIGEST_TWICE(TrailFaultKind.DIGEST_DUPLICATE) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      Digest twin = new Digest();
      twin.start = chain.get(at).start;
      twin.end = chain.get(at).end.plusSeconds(at % 2 == 0 ? 60 : -60);
      twin.logs = chain.get(at).logs;
      FakeTrail.follow(twin, chain.get(at - 1));
      trail.put(twin);
    }
  },
  DIGEST_DENIED(TrailFaultKind.DIGEST_UNREADABLE) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      trail.deny(chain.get(at).key());
    }
  },
  LOG_CHANGED(TrailFaultKind.LOG_ALTERED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      trail.replace(log(chain, at), FakeTrail.gzip("{\"Records\":[]}"), Map.of());
    }
  },
  LOG_FLIPPED(TrailFaultKind.LOG_ALTERED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      byte[] bytes = trail.bytes(log(chain, at));
      bytes[bytes.length / 2] ^= 1;
      trail.replace(log(chain, at), bytes, Map.of());
    }
  },
  LOG_WITH_MORE(TrailFaultKind.LOG_ALTERED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      byte[] bytes = trail.bytes(log(chain, at));
      byte[] more = Arrays.copyOf(bytes, bytes.length + 1 + at % 40);
      trail.replace(log(chain, at), more, Map.of());
    }
  },
  LOG_DELETED(TrailFaultKind.LOG_DELETED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      trail.remove(log(chain, at));
    }
  },
  LOG_HIDDEN(TrailFaultKind.LOG_HIDDEN) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      trail.mark(log(chain, at), chain.get(at).end);
    }
  },
  LOG_COVERED(TrailFaultKind.LOG_OVERWRITTEN) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      trail.put(log(chain, at), trail.bytes(log(chain, at - 1)), Map.of(), chain.get(at).end);
    }
  },
  LOG_MOVED(TrailFaultKind.LOG_MOVED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      String key = log(chain, at);
      trail.put(
          key.replace("x0.json", "moved.json"), trail.bytes(key), Map.of(), trail.modified(key));
      trail.remove(key);
    }
  },
  LOG_OF_OTHER_REGION(TrailFaultKind.LOG_MISPLACED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      FakeTrail.Log log = chain.get(at).logs.get(0);
      trail.remove(log.key());
      chain
          .get(at)
          .logs
          .set(0, new FakeTrail.Log(log.key().replace("eu-central-1", "eu-west-1"), log.hash()));
      resign(trail, chain, at);
    }
  },
  LOG_FORGED(TrailFaultKind.LOG_UNNAMED) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      Instant delivered = chain.get(at).start.plus(Duration.ofMinutes(20));
      trail.log(delivered, "forged");
    }
  },
  LOG_DENIED(TrailFaultKind.LOG_UNREADABLE) {
    @Override
    void apply(FakeTrail trail, List<Digest> chain, int at) {
      trail.deny(log(chain, at));
    }
  };

  private final TrailFaultKind expected;

  Tampering(TrailFaultKind expected) {
    this.expected = expected;
  }

  TrailFaultKind expected() {
    return expected;
  }

  /**
   * Alters the digest at an index or a log file of it; neither the first five nor the last five.
   */
  abstract void apply(FakeTrail trail, List<Digest> chain, int at);

  private static String log(List<Digest> chain, int at) {
    return chain.get(at).logs.get(0).key();
  }

  private static void malformed(FakeTrail trail, Digest digest, String json) {
    trail.replace(digest.key(), FakeTrail.gzip(json), FakeTrail.metadata(digest));
  }

  /** Signs a changed digest and all after it, as only CloudTrail could. */
  private static void resign(FakeTrail trail, List<Digest> chain, int at) {
    for (int each = at; each < chain.size(); each++) {
      Digest digest = chain.get(each);
      if (each > at) {
        FakeTrail.follow(digest, chain.get(each - 1));
      }
      FakeTrail.sign(digest);
      trail.replace(digest.key(), FakeTrail.gzip(digest.json), FakeTrail.metadata(digest));
    }
  }
}
