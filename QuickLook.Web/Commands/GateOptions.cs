using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QuickLook.Core.Results;
using QuickLook.Web.Hosting;
using QuickLook.Web.Security.Accounts;

namespace QuickLook.Web.Commands;

/// <summary>Reads what <c>serve</c> is told about sign-in and encryption, and decides whether an address may be served that way.</summary>
internal sealed class GateOptions
{
    private const string Example = "http://localhost:8080";

    /// <summary>The certificate; the other choices come from the environment alone.</summary>
    public Option<string?> Certificate { get; } =
        new("--certificate")
        {
            Description =
                $"Certificate for https, PEM or PKCS #12; key and password: ${ServiceEnvironment.CertificateKey}, "
                + $"${ServiceEnvironment.CertificatePassword}; default: ${ServiceEnvironment.Certificate}",
            HelpName = "FILE",
        };

    /// <summary>Everything, settled.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="console">The environment, and where the first password is shown.</param>
    public Result<GateSettings> Settle(ParseResult parsed, CommandConsole console)
    {
        string? Variable(string name) => console.Environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

        var anonymous = Variable(ServiceEnvironment.Anonymous);
        if (anonymous is not (null or "look" or "off"))
        {
            return new Failure($"'{anonymous}' is neither look nor off", ServiceEnvironment.Anonymous);
        }

        int? windows = null;
        if (Variable(ServiceEnvironment.Windows) is { } most)
        {
            if (!int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 1000)
            {
                return new Failure($"'{most}' is not a number from 1 to 1000", ServiceEnvironment.Windows);
            }

            windows = count;
        }

        var name = Variable(ServiceEnvironment.FirstAdmin);
        if (name is not null && AccountName.Check(name).Failure is { } unnameable)
        {
            return unnameable.In(ServiceEnvironment.FirstAdmin);
        }

        var password = Variable(ServiceEnvironment.FirstPassword);
        if (password is not null && PasswordRule.Check(password, name ?? "admin").Failure is { } weak)
        {
            return weak.In(ServiceEnvironment.FirstPassword);
        }

        if (!ParseProxies(Variable(ServiceEnvironment.Proxies)).TryGet(out var proxies, out var wrong))
        {
            return wrong;
        }

        X509Certificate2? certificate = null;
        if ((parsed.GetValue(Certificate) ?? Variable(ServiceEnvironment.Certificate)) is { } file)
        {
            var read = ReadCertificate(file, Variable(ServiceEnvironment.CertificateKey), Variable(ServiceEnvironment.CertificatePassword));
            if (!read.TryGet(out certificate, out var unread))
            {
                return unread;
            }
        }

        return new GateSettings
        {
            FirstAdmin = name,
            FirstPassword = password,
            AnonymousLook = anonymous == "look",
            CircuitsPerUser = windows,
            Proxies = proxies,
            Certificate = certificate,
            Console = console.Out,
        };
    }

    /// <summary>
    /// An address that others can reach is served encrypted, or to a named proxy that encrypts. Inside a container any address is, because whoever
    /// runs it publishes the port; there too no password is taken over an open connection from another machine.
    /// </summary>
    /// <param name="text">The address.</param>
    /// <param name="gate">Certificate and proxies.</param>
    /// <param name="inContainer">Whether the service runs in a container.</param>
    internal static Result<Uri> ParseUrl(string text, GateSettings gate, bool inContainer)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return new Failure($"'{text}' is not an address to serve; write one such as {Example}");
        }

        if (address.Scheme == "https" && gate.Certificate is null)
        {
            return new Failure($"{text} needs a certificate: --certificate FILE (${ServiceEnvironment.Certificate})");
        }

        var isLoopback = address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
        return isLoopback || inContainer || address.Scheme == "https" || gate.Proxies.Count > 0
            ? address
            : new Failure(
                $"{address.Host} can be reached by others, and {address.Scheme} would show them passwords: serve https with --certificate FILE, "
                    + $"or name the reverse proxy that encrypts (${ServiceEnvironment.Proxies}), or serve on localhost and look through a tunnel"
            );
    }

    /// <summary>Addresses and networks, with commas between.</summary>
    /// <param name="list">Such as <c>10.0.0.5,10.1.0.0/16</c>; null for none.</param>
    internal static Result<IReadOnlyList<IPNetwork>> ParseProxies(string? list)
    {
        var networks = new List<IPNetwork>();
        foreach (var item in (list ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(item, out var single))
            {
                networks.Add(new IPNetwork(single, single.GetAddressBytes().Length * 8));
            }
            else if (IPNetwork.TryParse(item, out var network))
            {
                networks.Add(network);
            }
            else
            {
                return new Failure($"'{item}' is neither an address nor a network such as 10.1.0.0/16", ServiceEnvironment.Proxies);
            }
        }

        return networks;
    }

    private static Result<X509Certificate2> ReadCertificate(string file, string? key, string? password)
    {
        try
        {
            if (X509Certificate2.GetCertContentType(file) == X509ContentType.Pkcs12)
            {
                return WithKey(X509CertificateLoader.LoadPkcs12FromFile(file, password), file);
            }

            using var pem = password is null
                ? X509Certificate2.CreateFromPemFile(file, key)
                : X509Certificate2.CreateFromEncryptedPemFile(file, password, key);

            // Through PKCS #12, because a key that was only read is not accepted by every platform's encryption.
            return WithKey(X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), password: null), file);
        }
        catch (Exception unreadable)
            when (unreadable is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Failure(
                $"cannot be read ({unreadable.Message.TrimEnd('.')}); a PEM key in a file of its own is ${ServiceEnvironment.CertificateKey}",
                $"certificate {file}"
            );
        }
    }

    private static Result<X509Certificate2> WithKey(X509Certificate2 certificate, string file) =>
        certificate.HasPrivateKey
            ? certificate
            : new Failure($"has no private key; ${ServiceEnvironment.CertificateKey} names the file with it", $"certificate {file}");
}
