namespace QuickLook.Core.Storage.Schema;

/// <summary>Where an exposure comes from; part of its identity.</summary>
public enum ExposureOrigin
{
    /// <summary>Found below the raw-data root.</summary>
    Local,

    /// <summary>Processed elsewhere.</summary>
    Offline,

    /// <summary>Imported from another installation.</summary>
    Import,

    /// <summary>Made by the simulator.</summary>
    Simulated,
}
