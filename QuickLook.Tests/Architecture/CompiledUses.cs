using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace QuickLook.Tests.Architecture;

/// <summary>
/// Reads every type reference out of a compiled assembly: base types, interfaces, fields, signatures, attributes, generic arguments
/// and constraints, locals, caught exceptions and, through the instructions, whatever method bodies touch (ECMA-335).
/// </summary>
public sealed class CompiledUses
{
    private readonly MetadataReader metadata;
    private readonly PEReader image;
    private readonly HashSet<Use> uses = [];

    private (string Name, string Namespace) user;
    private string method = string.Empty;

    private CompiledUses(PEReader image)
    {
        this.image = image;
        metadata = image.GetMetadataReader();
    }

    /// <summary>All references in an assembly, each once.</summary>
    public static IReadOnlyCollection<Use> In(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var reader = new CompiledUses(file);
        foreach (var type in reader.metadata.TypeDefinitions)
        {
            reader.ReadType(type);
        }

        return reader.uses;
    }

    private void ReadType(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        user = OutermostName(handle);
        method = string.Empty;

        Mention(type.BaseType);
        Attributes(type.GetCustomAttributes());
        GenericParameters(type.GetGenericParameters());
        foreach (var implementation in type.GetInterfaceImplementations())
        {
            Mention(metadata.GetInterfaceImplementation(implementation).Interface);
        }

        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            method = metadata.GetString(field.Name);
            field.DecodeSignature(Signature, null);
            Attributes(field.GetCustomAttributes());
        }

        foreach (var property in type.GetProperties().Select(metadata.GetPropertyDefinition))
        {
            method = metadata.GetString(property.Name);
            Attributes(property.GetCustomAttributes());
        }

        foreach (var definition in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            method = metadata.GetString(definition.Name);
            definition.DecodeSignature(Signature, null);
            Attributes(definition.GetCustomAttributes());
            GenericParameters(definition.GetGenericParameters());
            foreach (var parameter in definition.GetParameters())
            {
                Attributes(metadata.GetParameter(parameter).GetCustomAttributes());
            }

            if (definition.RelativeVirtualAddress != 0)
            {
                ReadBody(image.GetMethodBody(definition.RelativeVirtualAddress));
            }
        }
    }

    private void ReadBody(MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil)
        {
            metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(Signature, null);
        }

        foreach (var region in body.ExceptionRegions)
        {
            Mention(region.CatchType);
        }

        foreach (var token in Instructions.Tokens(body.GetILReader()))
        {
            Mention(token);
        }
    }

    private void Attributes(CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in attributes)
        {
            Mention(metadata.GetCustomAttribute(attribute).Constructor);
        }
    }

    private void GenericParameters(GenericParameterHandleCollection parameters)
    {
        foreach (var constraint in parameters.SelectMany(parameter => metadata.GetGenericParameter(parameter).GetConstraints()))
        {
            Mention(metadata.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private SignatureTypes Signature => new(metadata, handle => Mention(handle));

    private void Mention(EntityHandle handle, string member = "")
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeReference:
                Record(OutermostName((TypeReferenceHandle)handle), member);
                break;
            case HandleKind.TypeDefinition:
                Record(OutermostName((TypeDefinitionHandle)handle), member);
                break;
            case HandleKind.TypeSpecification:
                var first = true;
                var decoder = new SignatureTypes(
                    metadata,
                    inner =>
                    {
                        // The first type of an instantiation is the generic type itself: the member is its.
                        Mention(inner, first ? member : string.Empty);
                        first = false;
                    }
                );
                metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(decoder, null);
                break;
            case HandleKind.MemberReference:
                var reference = metadata.GetMemberReference((MemberReferenceHandle)handle);
                Mention(reference.Parent, metadata.GetString(reference.Name));
                if (reference.GetKind() == MemberReferenceKind.Method)
                {
                    reference.DecodeMethodSignature(Signature, null);
                }
                else
                {
                    reference.DecodeFieldSignature(Signature, null);
                }

                break;
            case HandleKind.MethodDefinition:
                var definition = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                Mention(definition.GetDeclaringType(), metadata.GetString(definition.Name));
                definition.DecodeSignature(Signature, null);
                break;
            case HandleKind.FieldDefinition:
                var field = metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                Mention(field.GetDeclaringType(), metadata.GetString(field.Name));
                field.DecodeSignature(Signature, null);
                break;
            case HandleKind.MethodSpecification:
                var specification = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Mention(specification.Method);
                specification.DecodeSignature(Signature, null);
                break;
            case HandleKind.StandaloneSignature:
                metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(Signature, null);
                break;
            default:
                throw new NotSupportedException($"A reference to a {handle.Kind} in {user.Name}.{method}.");
        }
    }

    private void Record((string Name, string Namespace) used, string member) =>
        uses.Add(new Use(user.Name, user.Namespace, method, used.Name, used.Namespace, member));

    private (string Name, string Namespace) OutermostName(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (type.IsNested)
        {
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        }

        return FullName(type.Namespace, type.Name);
    }

    private (string Name, string Namespace) OutermostName(TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        while (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            type = metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
        }

        return FullName(type.Namespace, type.Name);
    }

    private (string Name, string Namespace) FullName(StringHandle space, StringHandle name)
    {
        var prefix = metadata.GetString(space);
        return (prefix.Length == 0 ? metadata.GetString(name) : $"{prefix}.{metadata.GetString(name)}", prefix);
    }
}
