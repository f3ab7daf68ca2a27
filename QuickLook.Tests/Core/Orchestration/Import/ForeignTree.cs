using QuickLook.Core.Instrument;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Orchestration.Import;

/// <summary>A reductions tree as another site would hand it over, made of the golden set's merged documents.</summary>
public sealed class ForeignTree : IDisposable
{
    public ForeignTree() => Directory.CreateDirectory(Path.Combine(Root, "exposures"));

    public string Root { get; } = Directory.CreateTempSubdirectory("ql-foreign-").FullName;

    public static string[] Cameras { get; } = ["b0", "r0", "z0"];

    public static int[] Exposures { get; } = [101, 102, 103, 104];

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public string Folder(int exposure) =>
        Path.Combine(Root, "exposures", GoldenSet.A.Night.ToString(), new ExposureId(exposure).ToString());

    public string Document(string camera, int exposure) =>
        Path.Combine(Folder(exposure), $"ql-mergedQA-{camera}-{new ExposureId(exposure)}.json");

    /// <summary>Everything of the golden set.</summary>
    public ForeignTree Fill()
    {
        foreach (var exposure in Exposures)
        {
            Directory.CreateDirectory(Folder(exposure));
            foreach (var camera in Cameras)
            {
                File.Copy(GoldenSet.A.ExpectedMerged(camera, exposure), Document(camera, exposure));
            }

            File.WriteAllText(Path.Combine(Folder(exposure), $"run-b0.log"), "nothing to import");
        }

        return this;
    }
}
