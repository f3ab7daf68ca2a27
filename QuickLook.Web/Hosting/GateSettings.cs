using System.Net;
using System.Security.Cryptography.X509Certificates;
using QuickLook.Web.Security;

namespace QuickLook.Web.Hosting;

/// <summary>What of sign-in and encryption is chosen at the start; null for its own defaults.</summary>
public sealed record GateSettings
{
    /// <summary>Name of the first administrator.</summary>
    public string? FirstAdmin { get; init; }

    /// <summary>Its password; null for a random one.</summary>
    public string? FirstPassword { get; init; }

    /// <summary>Whoever comes without an account may look.</summary>
    public bool AnonymousLook { get; init; }

    /// <summary>Live windows of a person.</summary>
    public int? CircuitsPerUser { get; init; }

    /// <summary>Reverse proxies whose word counts.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Certificate with its key, for https; null for http.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Changes to the rest of the options; null for none.</summary>
    public Action<SecurityOptions>? Change { get; init; }

    /// <summary>Where the first password is shown; null for the process's own console.</summary>
    public TextWriter? Console { get; init; }
}
