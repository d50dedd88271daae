package dev.waybill.alert.delivery.sink;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.delivery.AlertRejectedException;
import dev.waybill.alert.delivery.Sink;
import dev.waybill.alert.delivery.SinkUnavailableException;
import dev.waybill.alert.payload.MailText;
import dev.waybill.alert.payload.SafeText;
import dev.waybill.settings.SinkSettings.Login;
import dev.waybill.settings.SinkSettings.Mail;
import dev.waybill.settings.SinkSettings.Tls;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Sink that sends one mail for each event by SMTP; the mails of one incident form a thread. */
final class MailSink implements Sink {
  private static final String TIMEOUT_MILLIS = "2500";
  private static final int MAX_ERROR_LENGTH = 200;

  private final Mail settings;
  private final Session session;

  MailSink(Mail settings) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings));
  }

  private static Properties properties(Mail settings) {
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.auth", Boolean.toString(settings.login() != null));
    properties.setProperty(
        "mail.smtp.starttls.required", Boolean.toString(settings.tls() == Tls.STARTTLS));
    properties.setProperty(
        "mail.smtp.starttls.enable", Boolean.toString(settings.tls() == Tls.STARTTLS));
    properties.setProperty(
        "mail.smtp.ssl.enable", Boolean.toString(settings.tls() == Tls.IMPLICIT));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    return properties;
  }

  @Override
  public void send(AlertEvent event) {
    try (Transport transport = session.getTransport()) {
      MimeMessage message = message(event);
      Login login = settings.login();
      transport.connect(
          settings.host(),
          settings.port(),
          login == null ? null : login.user(),
          login == null ? null : login.password().reveal());
      transport.sendMessage(message, message.getAllRecipients());
    } catch (SMTPSendFailedException e) {
      if (e.getReturnCode() / 100 == 5) {
        throw new AlertRejectedException(message("rejected the mail", e));
      }
      throw new SinkUnavailableException(message("did not accept the mail", e));
    } catch (MessagingException e) {
      throw new SinkUnavailableException(message("cannot be used", e));
    }
  }

  private MimeMessage message(AlertEvent event) throws MessagingException {
    MailText text = MailText.of(event);
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(settings.from()));
    for (String to : settings.to()) {
      message.addRecipient(RecipientType.TO, new InternetAddress(to));
    }
    message.setSubject(text.subject(), "US-ASCII");
    message.setText(text.body(), "UTF-8");
    message.setSentDate(Date.from(event.finding().time()));
    message.setHeader("References", "<" + IncidentName.of(event.uid()) + "@waybill>");
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  private String message(String what, MessagingException e) {
    Login login = settings.login();
    String reason = String.valueOf(e.getMessage());
    String masked =
        login == null
            ? reason
            : reason.replace(login.password().reveal(), login.password().toString());
    return "waybill.alert.mail.host " + what + ": " + SafeText.oneLine(masked, MAX_ERROR_LENGTH);
  }
}
