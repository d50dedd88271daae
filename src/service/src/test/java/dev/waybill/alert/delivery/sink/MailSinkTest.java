package dev.waybill.alert.delivery.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.waybill.alert.AlertEvents;
import dev.waybill.alert.delivery.Sink;
import dev.waybill.alert.delivery.SinkUnavailableException;
import dev.waybill.settings.Secret;
import dev.waybill.settings.SinkSettings.Login;
import dev.waybill.settings.SinkSettings.Mail;
import dev.waybill.settings.SinkSettings.Tls;
import dev.waybill.testing.ClosedPort;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mail delivery to a real SMTP server. */
final class MailSinkTest {
  private final GreenMail server =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
          });

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void sendsUntrustedInputAsText() throws Exception {
    server.start();

    sink(server.getSmtp().getPort(), Tls.NONE, null).send(AlertEvents.untrusted());

    MimeMessage[] mails = server.getReceivedMessages();
    assertThat(mails).hasSize(2);
    MimeMessage mail = mails[0];
    assertThat(mail.getSubject()).isEqualTo("Waybill critical: Objects were deleted");
    assertThat(mail.getHeader("Subject")).hasSize(1);
    assertThat(mail.getContentType()).startsWith("text/plain");
    assertThat(mail.getFrom()[0]).hasToString("waybill@example.org");
    String body = (String) mail.getContent();
    assertThat(body.lines())
        .anyMatch(it -> it.startsWith("message: \"quoted\" 'so' \\ <script>alert(1)</script>"))
        .anyMatch(it -> it.contains("🪵 é"))
        .noneMatch(it -> it.startsWith("Subject:"));
  }

  @Test
  void sendsAfterSigningIn() {
    server.setUser("waybill", "s3cr3t");
    server.start();

    sink(server.getSmtp().getPort(), Tls.NONE, login("s3cr3t")).send(AlertEvents.begin("a"));

    assertThat(server.getReceivedMessages()).hasSize(2);
  }

  @Test
  void wrongPasswordNamesTheSettingAndIsMasked() {
    server.setUser("waybill", "s3cr3t");
    server.start();

    assertThatThrownBy(
            () ->
                sink(server.getSmtp().getPort(), Tls.NONE, login("wr0ng"))
                    .send(AlertEvents.begin("a")))
        .isInstanceOf(SinkUnavailableException.class)
        .hasMessageStartingWith("waybill.alert.mail.host cannot be used: ")
        .message()
        .doesNotContain("wr0ng");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void sendsNothingWithoutRequiredStarttls() {
    server.start();

    assertThatThrownBy(
            () -> sink(server.getSmtp().getPort(), Tls.STARTTLS, null).send(AlertEvents.begin("a")))
        .isInstanceOf(SinkUnavailableException.class)
        .hasMessageContaining("STARTTLS");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void rejectsUntrustedCertificate() {
    server.start();

    assertThatThrownBy(
            () ->
                sink(server.getSmtps().getPort(), Tls.IMPLICIT, null).send(AlertEvents.begin("a")))
        .isInstanceOf(SinkUnavailableException.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void unreachableServerIsNamed() {
    try (ClosedPort port = new ClosedPort()) {
      Sink sink = sink(port.number(), Tls.NONE, null);

      assertThatThrownBy(() -> sink.send(AlertEvents.begin("a")))
          .isInstanceOf(SinkUnavailableException.class)
          .hasMessageStartingWith("waybill.alert.mail.host cannot be used: ");
    }
  }

  private static Login login(String password) {
    return new Login("waybill", new Secret(password));
  }

  private static Sink sink(int port, Tls tls, Login login) {
    return new MailSink(
        new Mail(
            "127.0.0.1",
            port,
            tls,
            login,
            "waybill@example.org",
            List.of("a@example.org", "b@example.org")));
  }
}
