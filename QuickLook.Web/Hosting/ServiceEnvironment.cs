using QuickLook.Core.Mappings;

namespace QuickLook.Web.Hosting;

/// <summary>Names of the environment variables that the service reads (docs/operations.md). An option of the command line wins over each.</summary>
public static class ServiceEnvironment
{
    /// <summary>Npgsql connection string; without it the service starts a private PostgreSQL in its state folder.</summary>
    public const string Database = "QUICKLOOK_DATABASE";

    /// <summary>Address to serve. Default <c>http://localhost:8080</c>.</summary>
    public const string Url = "QUICKLOOK_URL";

    /// <summary>Folder of what the service keeps for itself: private database, logs, keys.</summary>
    public const string State = "QUICKLOOK_STATE";

    /// <summary>Folder of the mapping files.</summary>
    public const string Mappings = MappingFolder.Variable;

    /// <summary>Root of the raw data; <c>--raw</c>.</summary>
    public const string Raw = "DESI_SPECTRO_DATA";

    /// <summary>Root of the calibration tree; <c>--calib</c>.</summary>
    public const string Calibration = "DESI_SPECTRO_CALIB";

    /// <summary>Production root of the reductions; <c>--out</c>.</summary>
    public const string Reductions = "DESI_SPECTRO_REDUX";

    /// <summary>File of the planned tiles of the survey; <c>--tiles</c>. Without it the Survey page shows what was observed.</summary>
    public const string Tiles = "QUICKLOOK_TILES";

    /// <summary>Cameras that an exposure should have, as a list such as <c>b0,r0,z0</c>; default all 30. <c>--expect</c>.</summary>
    public const string Cameras = "QUICKLOOK_CAMERAS";

    /// <summary>Profile of the engine, such as <c>desispec</c>; default QuickLook's own. <c>--compat</c>.</summary>
    public const string Compat = "QUICKLOOK_COMPAT";

    /// <summary>Name of the account that the first start creates; default <c>admin</c>.</summary>
    public const string FirstAdmin = "QUICKLOOK_ADMIN";

    /// <summary>Its first password; without it a random one is shown once in the console.</summary>
    public const string FirstPassword = "QUICKLOOK_ADMIN_PASSWORD";

    /// <summary><c>look</c>: whoever comes without an account may look. Default off.</summary>
    public const string Anonymous = "QUICKLOOK_ANONYMOUS";

    /// <summary>Live windows that one person may have open; default 20.</summary>
    public const string Windows = "QUICKLOOK_WINDOWS";

    /// <summary>Reverse proxies whose word about visitors counts, as addresses and networks: <c>10.0.0.5,10.1.0.0/16</c>.</summary>
    public const string Proxies = "QUICKLOOK_PROXIES";

    /// <summary>Certificate for https, PEM or PKCS #12; <c>--certificate</c>.</summary>
    public const string Certificate = "QUICKLOOK_CERTIFICATE";

    /// <summary>Key of a PEM certificate when it is a file of its own.</summary>
    public const string CertificateKey = "QUICKLOOK_CERTIFICATE_KEY";

    /// <summary>Password of the key or of the PKCS #12 file.</summary>
    public const string CertificatePassword = "QUICKLOOK_CERTIFICATE_PASSWORD";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Database,
        Url,
        State,
        Mappings,
        Raw,
        Calibration,
        Reductions,
        Tiles,
        Cameras,
        Compat,
        FirstAdmin,
        FirstPassword,
        Anonymous,
        Windows,
        Proxies,
        Certificate,
        CertificateKey,
        CertificatePassword,
    ];
}
