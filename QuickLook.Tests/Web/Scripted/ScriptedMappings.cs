using System.Collections.Immutable;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>The mappings of the repository, or any others.</summary>
public sealed class ScriptedMappings : IMappingsInForce
{
    private static readonly Lazy<MappingSet> Delivered = new(() => Read(Path.Combine(GoldenSet.RepositoryRoot, "mappings")));

    private MappingSet current = Delivered.Value;

    public event Action? Changed;

    public MappingSet Current
    {
        get => current;
        set
        {
            current = value;
            Changed?.Invoke();
        }
    }

    private static MappingSet Read(string folder) =>
        new MappingLoader(NativeEngine.Vocabulary)
            .Load(
                Directory
                    .GetFiles(folder, "*.json")
                    .Select(file => KeyValuePair.Create(Path.GetFileName(file), ImmutableArray.Create(File.ReadAllBytes(file)))),
                folder
            )
            .ToResult()
            .Value;
}
