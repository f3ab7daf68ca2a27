using System.Collections.Immutable;
using System.Text.Json;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;

namespace QuickLook.Core.QualityTests.Readings;

/// <summary>What each fiber of a petal is pointed at, as its document says: by the lists of fibers of each type in GENERAL_INFO, which hold focal-plane numbers.</summary>
public sealed class FiberTargets
{
    private static readonly ImmutableArray<string> Known = ["SKY", "STAR", "QSO", "LRG", "ELG", "BGS", "MWS"];
    private readonly Dictionary<int, ImmutableArray<string>> types = [];

    /// <summary>The targets of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="camera">Its camera.</param>
    public FiberTargets(MergedQa document, CameraId camera)
    {
        foreach (var type in Known)
        {
            if (document.At(MergedQaKeys.GeneralInfo, $"{type}_FIBERID") is not { ValueKind: JsonValueKind.Array } list)
            {
                continue;
            }

            foreach (var fiber in FiberNumbers.ReadAbsolute(type, list, camera.Spectrograph).Numbers)
            {
                if (fiber != FiberNumbers.NoFiber)
                {
                    types[fiber] = (types.TryGetValue(fiber, out var others) ? others : []).Add(type);
                }
            }
        }

        // Its task names the fibers of each type in both surveys, where GENERAL_INFO knows those of the dark one only.
        foreach (var series in FiberJoin.Read(document, camera, "CHECK_SPECTRA", "SNR_MAG_TGT").Series)
        {
            var type = series.Name.Split(' ')[0];
            foreach (var fiber in Known.Contains(type) ? series.Fibers : [])
            {
                var others = types.TryGetValue(fiber, out var found) ? found : [];
                types[fiber] = others.Contains(type) ? others : others.Add(type);
            }
        }
    }

    /// <summary>True when the document says of any fiber what it is pointed at.</summary>
    public bool AreKnown => types.Count > 0;

    /// <summary>The types of a fiber, the most telling one first: a standard star is a star before anything else. Empty when none is known.</summary>
    /// <param name="fiber">Fiber number, 0 to 4999.</param>
    public ImmutableArray<string> Of(int fiber) => types.TryGetValue(fiber, out var found) ? found : [];
}
