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

    /// <summary>Cameras that an exposure should have, as a list such as <c>b0,r0,z0</c>; default all 30. <c>--expect</c>.</summary>
    public const string Cameras = "QUICKLOOK_CAMERAS";

    /// <summary>Profile of the engine, such as <c>desispec</c>; default QuickLook's own. <c>--compat</c>.</summary>
    public const string Compat = "QUICKLOOK_COMPAT";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Database, Url, State, Mappings, Raw, Calibration, Reductions, Cameras, Compat];
}
