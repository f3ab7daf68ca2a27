using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Exposures;

/// <summary>Rows of the exposure table to and from what others use.</summary>
internal static class ExposureRows
{
    /// <summary>The file as it was when the row was written.</summary>
    public static RawFileStamp StampOf(ExposureRow row) => new(row.RawPath, row.RawBytes, row.RawModifiedAt);

    /// <summary>Writes what was found into a row.</summary>
    public static void Fill(ExposureRow row, ExposureArrival arrival)
    {
        row.FolderNight = arrival.FolderNight.Date;
        row.Night = (arrival.Metadata?.Night ?? arrival.FolderNight).Date;
        row.RawPath = arrival.File.Path;
        row.RawBytes = arrival.File.Bytes;
        row.RawModifiedAt = arrival.File.ModifiedAt;
        row.Arrival = arrival.Arrival;
        row.ArrivalReason = arrival.Arrival == ArrivalState.Broken ? arrival.Reason : string.Empty;
        row.Cameras = [.. arrival.Cameras.Select(camera => camera.ToString())];
        if (arrival.Metadata is { } header)
        {
            row.Flavor = header.FlavorText ?? string.Empty;
            row.Program = header.Program.Name;
            row.Tile = header.TileId;
            row.ObservedAt = header.ObservedAt?.ToUniversalTime();
            row.ExposureSeconds = header.ExposureTimeSeconds;
            row.Airmass = header.Airmass;
            row.SeeingArcsec = header.SeeingArcsec;
            row.TelescopeRaDegrees = header.TelescopeRa;
            row.TelescopeDecDegrees = header.TelescopeDec;
        }
    }

    /// <summary>The row as others see it.</summary>
    public static StoredExposure ToStored(ExposureRow row) =>
        new()
        {
            Id = row.Id,
            Exposure = new ExposureId(row.Expid),
            Origin = row.Origin,
            Night = new Night(row.Night),
            FolderNight = new Night(row.FolderNight),
            Flavor = row.Flavor,
            Program = new ObservingProgram(row.Program),
            Tile = row.Tile,
            ObservedAt = row.ObservedAt,
            Airmass = row.Airmass,
            ExposureSeconds = row.ExposureSeconds,
            RawPath = row.RawPath,
            Arrival = row.Arrival,
            Cameras = [.. row.Cameras.Select(camera => CameraId.Parse(camera).Value).Order()],
            PinnedProcess = row.PinnedProcessId,
        };
}
